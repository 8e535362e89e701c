import type { Finding } from "../../model/finding.ts";
import type { AcceptedPackage, AffectedPackage, Vulnerability } from "../../model/vulnerability.ts";
import type { VulnerabilityFacts } from "../../trivy/image-scan.ts";
import type { FoldedVulnerability } from "./fold.ts";
import { gateOf, type GateSettings } from "./gate.ts";
import type { Intelligence } from "./intelligence.ts";
import { severityFrom } from "./severity.ts";
import { Sharing } from "./sharing.ts";
import { wordingOf } from "./wording.ts";

/** What a finding says of a vulnerability, whichever image has it. */
export type Statement = Pick<Finding, "rule" | "severity" | "message" | "remediation"> &
  Pick<Finding, "gate"> & { readonly vulnerability: Vulnerability; readonly offender: string };

/** What statements are made with. */
export interface StatementBasis {
  readonly intelligence: Pick<Intelligence, "epss" | "kev">;
  readonly settings: GateSettings;
  /** YYYY-MM-DD in UTC. */
  readonly today: string;
}

/**
 * Makes statements, and the same one for images that have the same packages: images are built on each
 * other, and tens of thousands of findings stand in memory at once. What differs shares its parts.
 */
export class Statements {
  readonly #basis: StatementBasis;
  /** Facts are one object for all images of a run. */
  readonly #known = new Map<VulnerabilityFacts, Map<string, Statement>>();
  readonly #packages = new Sharing<readonly AffectedPackage[]>();
  readonly #platforms = new Sharing<readonly string[]>();
  readonly #accepted = new Sharing<readonly AcceptedPackage[]>();
  readonly #texts = new Sharing<string>();

  constructor(basis: StatementBasis) {
    this.#basis = basis;
  }

  of(folded: FoldedVulnerability): Statement {
    const { facts, severity, severitySource } = folded;
    const packages = this.#packages.of(keyOf(folded.packages), folded.packages);
    const platforms = this.#platforms.of(JSON.stringify(folded.platforms), folded.platforms);
    const accepted = this.#accepted.of(
      acceptedKey(folded.acceptedPackages),
      folded.acceptedPackages,
    );
    const made = this.#known.get(facts) ?? new Map<string, Statement>();
    this.#known.set(facts, made);
    const key = `${packages.number} ${platforms.number} ${accepted.number} ${severity} ${severitySource ?? ""}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const parts = {
      ...folded,
      packages: packages.value,
      platforms: platforms.value,
      acceptedPackages: accepted.value,
    };
    const statement = this.#sharing(statementOf(parts, this.#basis));
    made.set(key, statement);
    return statement;
  }

  /** The remedy of a package is the same for all that it mends. */
  #sharing(statement: Statement): Statement {
    const shared = (text: string): string => this.#texts.of(text, text).value;
    const { remediation, offender } = statement;
    return { ...statement, remediation: shared(remediation), offender: shared(offender) };
  }
}

/** Names in an image are whatever its maker likes, with any character in them: JSON keeps them apart. */
function keyOf(packages: readonly AffectedPackage[]): string {
  return JSON.stringify(
    packages.map(({ name, installed, fixed, status, purl, path, platforms }) => [
      name,
      installed,
      fixed ?? null,
      status ?? null,
      purl ?? null,
      path ?? null,
      platforms ?? null,
    ]),
  );
}

function acceptedKey(accepted: readonly AcceptedPackage[]): string {
  return JSON.stringify(
    accepted.map(({ package: name, installed, path, platforms, reason, expires }) => [
      name,
      installed,
      path ?? null,
      platforms ?? null,
      reason,
      expires ?? null,
    ]),
  );
}

function statementOf(
  folded: FoldedVulnerability,
  { intelligence, settings, today }: StatementBasis,
): Statement {
  const vulnerability = vulnerabilityOf(folded, intelligence);
  const gate = gateOf(vulnerability, settings, today);
  return {
    rule: vulnerability.id,
    severity: severityFrom(folded.severity),
    ...wordingOf(folded),
    ...(gate === undefined ? {} : { gate }),
    vulnerability,
    // An acceptance is of these versions, and of no package that has it besides.
    offender: [
      ...new Set(
        folded.packages.map(({ name, installed }) => `${plain(name)} ${plain(installed)}`),
      ),
    ].join("\n"),
  };
}

/** Without what stands between names and versions; those of real packages are as they were. */
function plain(text: string): string {
  return text.replace(/[\s\\]/g, (character) => `\\${character.charCodeAt(0)};`);
}

function vulnerabilityOf(
  { facts, severitySource, packages, platforms, acceptedPackages }: FoldedVulnerability,
  { epss, kev }: StatementBasis["intelligence"],
): Vulnerability {
  const { id, title, url, cvss, published } = facts;
  return {
    id,
    ...(title === undefined ? {} : { title }),
    ...(url === undefined ? {} : { url }),
    ...(severitySource === undefined ? {} : { severitySource }),
    ...(cvss === undefined ? {} : { cvss }),
    ...(published === undefined ? {} : { published: published.slice(0, 10) }),
    fixable: packages.some(({ fixed }) => fixed !== undefined),
    epss: epss(id),
    kev: kev(id),
    packages,
    platforms,
    ...(acceptedPackages.length === 0 ? {} : { accepted: acceptedPackages }),
  };
}
