import { PermanentJobError } from '../../errors.ts';
import type { Database } from './database.ts';
import { quoteLiteral } from './sql-text.ts';

/**
 * The table functions that a user may call: those that make rows out of values. Others reach into DuckDB itself, and
 * locking it down does not shut them off: `enable_logging` writes queries to the worker's standard output, or ends the
 * whole process when it is told to write to a file.
 */
const TABLE_FUNCTIONS = new Set([
  'generate_series',
  'icu_calendar_names',
  'json_each',
  'json_tree',
  'pg_timezone_names',
  'range',
  'repeat',
  'repeat_row',
  'summary',
  'unnest',
]);

/** What is no table function and does more than to compute a value. */
const REFUSED_FUNCTIONS = new Set(['current_setting', 'getenv', 'getvariable', 'write_log']);

/**
 * Refuses SQL that calls what is none of its business, before any of it runs. DuckDB itself parses the text, so that
 * quotes, comments and letter case hide nothing.
 * @throws {PermanentJobError} `sql-error`
 */
export async function checkSql(database: Database, sql: string, signal: AbortSignal): Promise<void> {
  const { rows } = await database.run(`SELECT json_serialize_sql(${quoteLiteral(sql)})::VARCHAR AS tree`, signal);
  const tree = JSON.parse(String(rows[0]?.['tree'])) as SyntaxTree;
  // PIVOT without its values, for one, is several statements in truth.
  if (tree.error) throw refused(`${titleOf(tree.error_type)} Error: ${tree.error_message}`);
  for (const node of nodesOf(tree)) {
    const called = functionOf(node);
    if (called !== undefined) throw refused(`The function "${called}" cannot be used here`);
  }
}

type SyntaxTree =
  | { readonly error: true; readonly error_type: string; readonly error_message: string }
  | { readonly error: false; readonly statements: readonly object[] };

const refused = (message: string) => new PermanentJobError(message, { code: 'sql-error' });

const titleOf = (kind: string) => kind.replace(/^./, (letter) => letter.toUpperCase());

/** Every object in the tree, without recursion: SQL nests as deeply as its author likes. */
function* nodesOf(tree: object): Generator<Record<string, unknown>> {
  const left: object[] = [tree];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (!Array.isArray(node)) yield node as Record<string, unknown>;
    for (const child of Object.values(node) as unknown[]) {
      if (typeof child === 'object' && child !== null) left.push(child);
    }
  }
}

/** The function that a node calls and must not. */
function functionOf(node: Record<string, unknown>): string | undefined {
  if (node['type'] === 'TABLE_FUNCTION') {
    const name = nameOf(node['function']);
    return TABLE_FUNCTIONS.has(name) ? undefined : name;
  }
  const name = nameOf(node);
  return REFUSED_FUNCTIONS.has(name) ? name : undefined;
}

function nameOf(call: unknown): string {
  const name = (call as Record<string, unknown> | undefined)?.['function_name'];
  return typeof name === 'string' ? name.toLowerCase() : '';
}
