import { types } from 'node:util';
import { PermanentJobError } from '../../errors.ts';

const messageOf = (error: unknown) => (types.isNativeError(error) ? error.message : String(error));

/** DuckDB's own name of an error's kind leads its message, here and there after what it was about: `Binder Error: …`. */
const kindOf = (error: unknown) => /^(?:Failed to [\w ]+: )?([\w ]+) Error:/.exec(messageOf(error))?.[1] ?? '';

/** Failures of the machine, not of what the user gave: they are tried again. */
const OF_THE_MACHINE = new Set(['', 'IO', 'INTERNAL', 'FATAL', 'INTERRUPT']);

/** DuckDB's advice on its own settings follows a blank line; nobody can follow it here. */
const withoutAdvice = (error: unknown) => messageOf(error).split('\n\n')[0]?.trim() ?? '';

const NOT_THE_DIALECT = /^Invalid Input Error: Error when sniffing file/;

function tooLarge(what: string, cause: unknown) {
  return new PermanentJobError(
    `${what} needs more memory or disk than a worker has: work on less data at once, and in smaller values`,
    {
      code: 'query-too-large',
      cause,
    },
  );
}

/** What a failed load of a source means. `path` is ours and tells the user nothing. */
export function failureOfSource(
  error: unknown,
  { table, format }: { readonly table: string; readonly format: string },
  path: string,
): unknown {
  const kind = kindOf(error);
  if (kind === 'Out of Memory') return tooLarge(`The source "${table}"`, error);
  if (OF_THE_MACHINE.has(kind)) return error;
  const reason = NOT_THE_DIALECT.test(messageOf(error))
    ? 'Its rows do not all have as many values as the first, or a quote is not closed; is the delimiter right?'
    : withoutAdvice(error).replaceAll(path, `source.${format}`);
  return new PermanentJobError(`The source "${table}" cannot be read as ${format}. ${reason}`, {
    code: `unreadable-${format}`,
    cause: error,
  });
}

/**
 * What a failed query means. To be planned, it needs no file of ours: if one cannot be read then, the SQL has named it.
 * DuckDB lets it look into the folder that it spills to.
 */
export function failureOfQuery(error: unknown, step: 'plan' | 'run'): unknown {
  const kind = kindOf(error);
  if (kind === 'Out of Memory') return tooLarge('The query', error);
  const isOfTheSql = step === 'plan' && kind === 'IO';
  if (OF_THE_MACHINE.has(kind) && !isOfTheSql) return error;
  return new PermanentJobError(withoutAdvice(error), { code: 'sql-error', cause: error });
}
