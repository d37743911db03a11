import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { readAll } from './read-all.ts';

/** What a file holds, or stdin for `-`. @throws {UsageError} */
export async function readJson(io: Context['io'], file: string): Promise<unknown> {
  try {
    return JSON.parse(await readAll(io, file)) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${file === '-' ? 'stdin' : file} is not JSON: ${error.message}`, { cause: error });
  }
}
