import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsCall } from './aws-call.ts';

/** Ids in the names of objects, which make each of them another resource. */
const ID = /[0-9a-f]{16,}|[0-9a-f-]{36}|\d+/g;

/**
 * Writes calls to a file of this process in `folder`, each kind once: the same principal, operation, answer and
 * resource, but for ids.
 */
export function recordCallsIn(folder: string): (call: AwsCall) => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}.jsonl`);
  const known = new Set<string>();
  return (call) => {
    const kind = JSON.stringify({ ...call, resource: call.resource.replaceAll(ID, '*') });
    if (known.has(kind)) return;
    known.add(kind);
    appendFileSync(file, `${JSON.stringify(call)}\n`);
  };
}

/** What all processes have written into `folder`. */
export function readRecordedCalls(folder: string): AwsCall[] {
  return readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as AwsCall),
  );
}
