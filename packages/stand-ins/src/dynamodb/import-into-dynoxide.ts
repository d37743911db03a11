import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '@jobs/shared-contracts';
import { StandInStartError } from '../errors.ts';
import { tableParameters } from '../resources/create-tables.ts';
import { DATABASE_FILE, dynoxideBinary } from './start-dynoxide.ts';

export interface DynoxideImport {
  /** As `dataDirectory` of the stand-ins: they find the table there, in the place of an empty one. */
  readonly dataDirectory: string;
  /** With the stand-ins' prefix. */
  readonly tableName: string;
  readonly table: TableDefinition;
  readonly items: Iterable<Readonly<Record<string, AttributeValue>>>;
}

/** How many items are written to the file at a time. */
const CHUNK = 500;

/**
 * Makes a table of many items, in a small part of the time that writing them to it would take: by a file such as DynamoDB
 * exports a table to.
 * @throws {StandInStartError} when dynoxide does not run on this machine, or refuses
 */
export async function importIntoDynoxide({ dataDirectory, tableName, table, items }: DynoxideImport): Promise<void> {
  const binary = dynoxideBinary();
  const source = join(dataDirectory, 'import');
  const schema = join(dataDirectory, 'schema.json');
  const lines = join(source, tableName, 'data');
  const database = join(dataDirectory, 'tables');
  await Promise.all([mkdir(lines, { recursive: true }), mkdir(database, { recursive: true })]);
  try {
    await writeFile(schema, JSON.stringify({ Table: tableParameters(tableName, table) }));
    await pipeline(Readable.from(chunksOf(items)), createWriteStream(join(lines, 'items.json')));
    const args = ['--source', source, '--schema', schema, '--output', join(database, DATABASE_FILE)];
    await promisify(execFile)(binary, ['import', ...args]);
  } catch (error) {
    throw new StandInStartError(`dynoxide did not import ${tableName}`, { cause: error });
  } finally {
    await Promise.all([rm(source, { recursive: true, force: true }), rm(schema, { force: true })]);
  }
}

function* chunksOf(items: DynoxideImport['items']): Generator<string> {
  let lines: string[] = [];
  for (const Item of items) {
    lines.push(`${JSON.stringify({ Item })}\n`);
    if (lines.length < CHUNK) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
}
