import type { BatchView } from '@jobs/client';
import { defineCommand } from '../command-line/command.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readAll } from '../input/read-all.ts';
import { createLiveLines } from '../output/live-lines.ts';
import { printableLine } from '../output/printable.ts';

const ID = { name: 'id' } as const;
const EXAMPLE_ID = 'bat_0123456789abcdef0123456789abcdef';

export const batchSubmit = defineCommand({
  name: 'batch submit',
  summary: 'Submit many jobs at once',
  description: `Prints the batch's id, and to stderr which jobs were refused. The file is a JSON list of submissions, or has one in each
line: {"type": …, "input": …}. A job's "after": ["#0"] has it start after the first of the file. - is stdin.`,
  args: [{ name: 'file' }],
  options: {
    name: { type: 'string', value: 'text', help: 'for people' },
    webhook: { type: 'string', value: 'url', help: 'tell this URL once, when all have ended' },
    'cancel-on-failure': { type: 'boolean', help: 'when a job fails, cancel the others' },
    'idempotency-key': { type: 'string', value: 'text', help: 'with the same key and request it is the same batch' },
  },
  examples: ['batch submit jobs.jsonl', 'batch submit jobs.json --name Invoices --cancel-on-failure'],
  async run({ io, out, connect }, { args: [file = ''], options }) {
    const jobs = readJobs(await readAll(io, file), file);
    const { name, webhook, 'idempotency-key': idempotencyKey } = options;
    const { client } = await connect();
    const batch = await client.batches.submit(jobs as Parameters<typeof client.batches.submit>[0], {
      ...(name !== undefined && { name }),
      ...(webhook !== undefined && { webhook: { url: webhook } }),
      ...(options['cancel-on-failure'] && { onFailure: 'cancel' as const }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      signal: io.signal,
    });
    if (out.json) out.document(batch);
    else out.line(batch.id);
    for (const { index, problem } of batch.results) {
      if (problem) out.note(`#${index} was refused: ${printableLine(problem.detail)}`);
    }
    return EXIT.ok;
  },
});

/** @throws {UsageError} */
function readJobs(text: string, file: string): unknown[] {
  if (text.trimStart().startsWith('[')) return parse(text, file) as unknown[];
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), where: `Line ${index + 1} of ${file}` }))
    .filter(({ line }) => line !== '')
    .map(({ line, where }) => parse(line, where));
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UsageError(`${where} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}

export const batchGet = defineCommand({
  name: 'batch get',
  summary: 'Show a batch with the counts of its jobs',
  args: [ID],
  options: {},
  examples: [`batch get ${EXAMPLE_ID}`],
  async run({ io, out, connect }, { args: [id = ''] }) {
    const { client } = await connect();
    return show(out, await client.batches.get(id, { signal: io.signal }));
  },
});

export const batchCancel = defineCommand({
  name: 'batch cancel',
  summary: 'Cancel the jobs of a batch that have not ended',
  args: [ID],
  options: {},
  examples: [`batch cancel ${EXAMPLE_ID}`],
  async run({ io, out, connect }, { args: [id = ''] }) {
    const { client } = await connect();
    return show(out, await client.batches.cancel(id, { signal: io.signal }));
  },
});

export const batchManifest = defineCommand({
  name: 'batch manifest',
  summary: 'Print what came of each job of a batch that has completed, as JSON',
  args: [ID],
  options: {},
  examples: [`batch manifest ${EXAMPLE_ID} | jq '.jobs[] | select(.status != "SUCCEEDED")'`],
  async run({ io, out, connect }, { args: [id = ''] }) {
    const { client } = await connect();
    const url = await client.batches.manifestUrl(id, { signal: io.signal });
    out.document(await (await client.download(url, { signal: io.signal })).json());
    return EXIT.ok;
  },
});

export const batchWatch = defineCommand({
  name: 'batch watch',
  summary: 'Follow a batch until all of its jobs have ended',
  description: 'Ends with 3 when a job has failed, and with 4 when none has, but one was cancelled.',
  args: [ID],
  options: {},
  examples: [`batch watch ${EXAMPLE_ID}`],
  async run({ io, out, connect }, { args: [id = ''] }) {
    const { client } = await connect();
    const lines = createLiveLines(io.stderr, 1);
    const onChange = (batch: BatchView) => lines.set(0, countsOf(batch));
    const batch = await client.batches.wait(id, { signal: io.signal, onChange });
    show(out, batch);
    if (batch.counts.failed > 0) return EXIT.jobFailed;
    return batch.counts.cancelled > 0 ? EXIT.jobCancelled : EXIT.ok;
  },
});

const countsOf = ({ counts }: BatchView) =>
  Object.entries(counts)
    .filter(([name, count]) => count > 0 || name === 'total')
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

function show(out: Context['out'], batch: BatchView): ExitCode {
  if (out.json) {
    out.document(batch);
    return EXIT.ok;
  }
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['id', batch.id],
    ['name', batch.name],
    ['status', batch.status],
    ['jobs', countsOf(batch)],
    ['created', batch.createdAt],
    ['completed', batch.completedAt],
  ];
  for (const [fact, value] of facts) {
    if (value !== undefined) out.line(`${fact.padEnd(10)} ${printableLine(value)}`);
  }
  return EXIT.ok;
}
