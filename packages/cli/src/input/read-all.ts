import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { UsageError } from '../errors.ts';
import type { Io } from '../io.ts';

/** A file's text, or that of stdin for `-`. @throws {UsageError} when there is no such file */
export async function readAll({ stdin, cwd }: Pick<Io, 'stdin' | 'cwd'>, file: string): Promise<string> {
  if (file === '-') return text(stdin);
  try {
    return await readFile(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${(error as Error).message}`, { cause: error });
  }
}
