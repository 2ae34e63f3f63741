/** A relation that the engine says a query read. */
export interface EngineRead {
  /** Database, schema and identifier, as far as the engine gives them, as the engine spells them. */
  readonly relation: readonly string[];
  /** Null where the engine does not tell columns. */
  readonly columns: readonly string[] | null;
}
