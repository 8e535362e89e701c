import type { FailureCode } from "./verdict.ts";

/** Why something does not count, in one sentence. */
export interface Fault {
  readonly code: FailureCode;
  readonly reason: string;
}

/** Why a signature, a key or a certificate is refused: thrown by the readers, turned into a verdict by the verifiers. */
export class Rejection extends Error implements Fault {
  override readonly name = "Rejection";
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }

  get reason(): string {
    return this.message;
  }
}

/** The commonest one: bytes that are not what their format says. */
export function malformed(message: string): Rejection {
  return new Rejection("malformed", message);
}

/** Well-formed, and more than is understood here. */
export function unsupported(message: string): Rejection {
  return new Rejection("unsupported", message);
}
