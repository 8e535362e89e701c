/** Why a database that could be had is not used: a clause about it, without a full stop. */
export class DatabaseFault extends Error {
  override readonly name = "DatabaseFault";
}
