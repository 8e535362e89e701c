import type { Candidate } from "../../../../src/sigstore/candidates.ts";
import { bundleCandidate, bundleJson, envelope, simpleCandidate } from "./candidates.ts";
import {
  certificatePem,
  dsseEntry,
  hashedRekord,
  hashedRekord2,
  type Extension,
  type Instance,
} from "./instance.ts";
import { newSigner, type TestSigner } from "./signer.ts";
import { preAuthentication } from "./statements.ts";

interface Who {
  readonly subject?: string;
  readonly extensions?: Extension[];
  readonly signer?: TestSigner;
}

/** A keyless signature in the legacy form, with its entry in Rekor 1. */
export async function keylessSimply(
  instance: Instance,
  payload: Buffer,
  who: Who = {},
): Promise<Candidate> {
  const { signer = newSigner() } = who;
  const certificate = await instance.issue(signer, who.subject, who.extensions);
  const pem = certificatePem(certificate);
  const signature = signer.sign(payload);
  const { annotation } = await instance.logged(hashedRekord(payload, signature, pem));
  return simpleCandidate(payload, signature, {
    "dev.sigstore.cosign/certificate": pem,
    "dev.sigstore.cosign/bundle": annotation,
  });
}

/** The parts of a keyless bundle, for tests that exchange one of them. */
export async function keylessParts(instance: Instance, payload: Buffer, who: Who = {}) {
  const { signer = newSigner() } = who;
  const certificate = await instance.issue(signer, who.subject, who.extensions);
  const signature = signer.sign(preAuthentication(payload));
  const pem = certificatePem(certificate);
  const { entry } = await instance.logged(dsseEntry(payload, signature, pem));
  return { signer, certificate, pem, signature, entry, envelope: envelope(payload, signature) };
}

/** A keyless bundle 0.3 with its entry in Rekor 1. */
export async function keylessBundle(
  instance: Instance,
  payload: Buffer,
  who: Who = {},
): Promise<Candidate> {
  const parts = await keylessParts(instance, payload, who);
  const { certificate, entry } = parts;
  return bundleCandidate(bundleJson(parts.envelope, { certificate, tlogEntries: [entry] }));
}

/** A keyless bundle 0.3 with its entry in Rekor 2, which says no time, and a time-stamp. */
export async function keylessBundle2(
  instance: Instance,
  payload: Buffer,
  options: { readonly stamped: boolean } = { stamped: true },
): Promise<Candidate> {
  const { certificate, signature, ...parts } = await keylessParts(instance, payload);
  const body = hashedRekord2(preAuthentication(payload), signature, certificate);
  const timestamps = options.stamped ? [await instance.timestamp(signature)] : [];
  const tlogEntries = [instance.loggedIn2(body)];
  return bundleCandidate(bundleJson(parts.envelope, { certificate, tlogEntries, timestamps }));
}
