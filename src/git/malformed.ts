/** Why an object is not written the way git writes it; thrown inside of the grammars, returned by them. */
export class MalformedError extends Error {
  override readonly name = "MalformedError";
}

/** An object that the strict grammar refuses, with the reason as a sentence. */
export interface Malformed {
  readonly malformed: string;
}

/** What the grammar makes of an object, or why it refuses it. */
export function orMalformed<T>(parse: () => T): T | Malformed {
  try {
    return parse();
  } catch (error) {
    if (error instanceof MalformedError) return { malformed: error.message };
    throw error;
  }
}
