import { createHash, sign } from "node:crypto";
import { readCertificate } from "../../../../src/checks/commits/x509/certificate.ts";
import { context, tag } from "../../../../src/checks/commits/x509/der.ts";
import { encode } from "../../../../src/checks/commits/x509/der-encoding.ts";
import { oid, privateKey } from "./cms-builder.ts";
import { openLog, type Log } from "./transparency-log.ts";
import { openWorkshop, type Workshop } from "./workshop.ts";

/** A Fulcio, a Rekor and a certificate transparency log of a test's own. */
export interface StandIn {
  readonly shop: Workshop;
  readonly rekor: Log;
  readonly ctLog: Log;
  /** Certifies somebody for ten minutes and returns the name of the certificate. */
  certify(name: string, wish: Wish): string;
  /** The certificate with the log's promise to publish it, in PEM too. */
  publish(name: string): void;
  /** The trust root as a `trusted_root.json`. */
  trustedRoot(change?: Readonly<Record<string, unknown>>): string;
}

export interface Wish {
  readonly name: string;
  readonly issuer?: string;
  /** Lines instead of the usual extensions of Fulcio. */
  readonly extensions?: readonly string[];
  readonly authority?: string;
}

export const tenMinutes = { from: "20240601120000Z", to: "20240601121000Z" };
export const duringTenMinutes = Date.UTC(2024, 5, 1, 12, 5) / 1000;
export const accounts = "https://accounts.example.com";

/** The extensions of Fulcio's certificates; the last one, in its old form, is the issuer too. */
export function fulcioExtensions(name: string, issuer: string): readonly string[] {
  const bare = Buffer.from(issuer)
    .toString("hex")
    .replace(/..(?=.)/g, "$&:");
  return [
    "keyUsage=critical,digitalSignature",
    "extendedKeyUsage=codeSigning",
    "subjectKeyIdentifier=hash",
    "authorityKeyIdentifier=keyid",
    `subjectAltName=critical,${name}`,
    `1.3.6.1.4.1.57264.1.8=ASN1:UTF8String:${issuer}`,
    `1.3.6.1.4.1.57264.1.1=DER:${bare}`,
  ];
}

/** Opens a stand-in; the caller removes its workshop. */
export function openStandIn(): StandIn {
  const shop = openWorkshop();
  const rekor = openLog();
  const ctLog = openLog();
  const key = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"];
  const authority = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"];
  const identifier = "subjectKeyIdentifier=hash";
  const root = { subject: "/O=example/CN=fulcio", key, extensions: [...authority, identifier] };
  shop.certify("fulcio", root);
  const limits = ["basicConstraints=critical,CA:TRUE,pathlen:0", "extendedKeyUsage=codeSigning"];
  shop.certify("fulcio-2", {
    subject: "/O=example/CN=fulcio intermediate",
    issuer: "fulcio",
    key,
    extensions: [...limits, ...authority.slice(1), identifier],
  });
  return {
    shop,
    rekor,
    ctLog,
    certify(name, wish) {
      const extensions = wish.extensions ?? fulcioExtensions(wish.name, wish.issuer ?? accounts);
      // Fulcio's certificates have no subject; openssl wants one.
      const order = { subject: "/CN=sigstore", issuer: wish.authority ?? "fulcio-2", extensions };
      return shop.certify(name, { ...order, ...tenMinutes });
    },
    publish: (name) => publish(shop, ctLog, name),
    trustedRoot: (change = {}) =>
      JSON.stringify({
        mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        tlogs: [described(rekor)],
        certificateAuthorities: [
          {
            subject: { organization: "example", commonName: "fulcio" },
            uri: "https://fulcio.example.com",
            certChain: {
              certificates: ["fulcio-2", "fulcio"].map((each) => ({
                rawBytes: shop.der(each).toString("base64"),
              })),
            },
            validFor: { start: "2022-04-13T20:06:15.000Z" },
          },
        ],
        ...change,
      }),
  };
}

/** A log as a trust root lists it. */
export function described(log: Log): Record<string, unknown> {
  return {
    baseUrl: "https://log.example.com",
    hashAlgorithm: "SHA2_256",
    publicKey: {
      rawBytes: log.publicKey.toString("base64"),
      keyDetails: "PKIX_ECDSA_P256_SHA_256",
      validFor: { start: "2021-01-12T11:53:27Z" },
    },
    logId: { keyId: log.id.toString("base64") },
  };
}

/** Puts the log's promise into a certificate, as an authority does (RFC 6962, section 3.3). */
function publish(shop: Workshop, log: Log, name: string): void {
  const leaf = readCertificate(shop.der(name));
  const issuer = readCertificate(shop.der("fulcio-2"));
  const others = [...leaf.extensions.all.values()].map(({ whole }) => whole);
  const list = encode(
    tag.octetString,
    timestamps(log, toBeSigned(leaf.fields, others), issuer.keyInfo),
  );
  const extension = encode(
    tag.sequence,
    oid("1.3.6.1.4.1.11129.2.4.2"),
    encode(tag.octetString, list),
  );
  const signed = toBeSigned(leaf.fields, [...others, extension]);
  const signature = sign("sha256", signed, privateKey(shop.read("fulcio-2.key")));
  const algorithm = encode(tag.sequence, oid("1.2.840.10045.4.3.2"));
  const bits = encode(tag.bitString, Buffer.from([0]), signature);
  const published = encode(tag.sequence, signed, algorithm, bits).toString("base64");
  const lines = published.replace(/.{1,64}/g, "$&\n");
  shop.write(`${name}.pem`, `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`);
}

function toBeSigned(fields: readonly Buffer[], extensions: readonly Buffer[]): Buffer {
  const list = encode(context(3), encode(tag.sequence, ...extensions));
  return encode(tag.sequence, ...fields, list);
}

/** A list of one timestamp. */
function timestamps(log: Log, entry: Buffer, issuerKey: Buffer): Buffer {
  const when = Buffer.alloc(8);
  when.writeBigUInt64BE(BigInt(duringTenMinutes) * 1000n);
  const none = Buffer.alloc(2);
  const length = Buffer.alloc(3);
  length.writeUIntBE(entry.length, 0, 3);
  const keyHash = createHash("sha256").update(issuerKey).digest();
  const start = Buffer.from([0, 0]);
  const signed = Buffer.concat([start, when, Buffer.from([0, 1]), keyHash, length, entry, none]);
  const signature = sign("sha256", signed, log.key);
  const timestamp = Buffer.concat([
    Buffer.from([0]),
    log.id,
    when,
    none,
    Buffer.from([4, 3]),
    prefixed(signature),
  ]);
  return prefixed(prefixed(timestamp));
}

function prefixed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
