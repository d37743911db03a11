import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { textAnalyze } from '@jobs/shared-contracts';
import { openWorkBench, QUEUE, type WorkBench } from './testing/work-bench.ts';

jest.setTimeout(120_000);

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const FILTERS = new URL('../../../infra/modules/observability/attempts.tf', import.meta.url);

type Line = Readonly<Record<string, unknown>>;

/** A metric filter of CloudWatch Logs, as Terraform declares it. */
interface MetricFilter {
  readonly name: string;
  readonly conditions: readonly { readonly field: string; readonly operator: string; readonly operand: string }[];
  /** A number, or a field of the line (`$.waitMs`). */
  readonly value: string;
  /** The field of the line behind each dimension. */
  readonly dimensions: readonly string[];
}

const fieldsIn = (text: string) => [...text.matchAll(/"\$\.(\w+)"/g)].map(([, field = '']) => field);

async function readFilters(): Promise<MetricFilter[]> {
  const [, ...blocks] = (await readFile(FILTERS, 'utf8')).split('resource "aws_cloudwatch_log_metric_filter" ');
  return blocks.map((block) => {
    const pattern = /pattern\s*= "\{ (.*) \}"\n/.exec(block)?.[1]?.replaceAll('\\"', '"') ?? '';
    return {
      name: /^"(\w+)"/.exec(block)?.[1] ?? '',
      conditions: pattern.split(' && ').map((part) => {
        const [, field = '', operator = '', operand = ''] = /^\(?\$\.(\w+) (=|>=) (.+?)\)?$/.exec(part) ?? [];
        return { field, operator, operand };
      }),
      value: /value\s*= "(.*)"\n/.exec(block)?.[1] ?? '',
      dimensions: fieldsIn(/dimensions = \{(.*)\}/.exec(block)?.[1] ?? ''),
    };
  });
}

/** What CloudWatch makes of a line: nothing, if a field of the pattern, the value or a dimension is not there. */
function measure({ conditions, value, dimensions }: MetricFilter, line: Line): object | undefined {
  const matches = conditions.every(({ field, operator, operand }) =>
    operator === '=' ? JSON.stringify(line[field]) === operand : Number(line[field] ?? NaN) >= Number(operand),
  );
  const amount = value.startsWith('$.') ? line[value.slice(2)] : Number(value);
  if (!matches || typeof amount !== 'number' || dimensions.some((name) => typeof line[name] !== 'string')) return;
  return { amount, ...Object.fromEntries(dimensions.map((name) => [name, line[name]])) };
}

/** The lines of a real worker's log, until it has ended an attempt at a job whose text is this. */
async function logOfOneAttempt({ environment, store }: WorkBench, text: string): Promise<Line[]> {
  const jobId = `job_${randomBytes(16).toString('hex')}`;
  await store.jobs.createJob({
    jobId,
    owner: 'ada',
    type: textAnalyze.name,
    lane: 'standard',
    maxAttempts: 1,
    tags: {},
    input: { inline: { source: { text } } },
    requestHash: 'hash',
  });
  await store.queues.sendMessages(QUEUE, [{ jobId, owner: 'ada' }]);
  const child = spawn(process.execPath, [MAIN], {
    env: { ...environment, JOB_TYPE: textAnalyze.name },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines: Line[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(JSON.parse(line) as Line);
      if (lines.at(-1)?.['jobId'] === jobId) break;
    }
    return lines;
  } finally {
    child.kill('SIGKILL');
  }
}

describe('the metrics of attempts', () => {
  test('are made of the line with which a worker ends an attempt, and of no other', async () => {
    await using bench = await openWorkBench();
    const [ready = {}, ended = {}, ...others] = await logOfOneAttempt(bench, 'Queues are for work.');
    expect(others).toEqual([]);
    const filters = await readFilters();
    expect(Object.fromEntries(filters.map((filter) => [filter.name, measure(filter, ended)]))).toEqual({
      attempts: { amount: 1, jobType: textAnalyze.name, status: 'SUCCEEDED' },
      wait: { amount: expect.any(Number), jobType: textAnalyze.name },
    });
    expect(filters.map((filter) => measure(filter, ready))).toEqual([undefined, undefined]);
  });
});
