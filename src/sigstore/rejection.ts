/** Why a candidate does not count: a clause about it, without a full stop. */
export class Rejection extends Error {
  override readonly name = "Rejection";
}

/** Why nothing can be said about a candidate: a clause, without a full stop. */
export class Undecided extends Error {
  override readonly name = "Undecided";
}
