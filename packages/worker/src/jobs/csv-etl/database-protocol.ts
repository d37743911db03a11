/** To the database's process: one of the first two at a time, answered by one reply. */
export type DatabaseRequest =
  /** Comes first: DuckDB's settings. */
  | { readonly open: Readonly<Record<string, string>> }
  | { readonly run: string }
  /** To end the statement that runs, if there is one. It has no reply of its own. */
  | { readonly interrupt: true };

/** From the database's process. */
export type DatabaseReply =
  | { readonly done: StatementResult }
  /** With DuckDB's message. */
  | { readonly failed: string }
  /** Now and then while a statement runs; see `percentDone` of the database. */
  | { readonly percentDone: number };

/** What a statement answered, as JSON: large integers and the like are strings. */
export interface StatementResult {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly rowsChanged: number;
}
