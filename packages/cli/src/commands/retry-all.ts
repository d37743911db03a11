import type { RetryJobsOutcome, RetryJobsRequest } from '@jobs/shared-contracts';
import { JOB_TYPES, LIMITS } from '@jobs/shared-contracts';
import { defineCommand } from '../command-line/command.ts';
import { EXIT } from '../exit-codes.ts';
import { confirm } from '../input/confirm.ts';
import { wholeNumber } from '../input/whole-number.ts';

export const retryAll = defineCommand({
  name: 'retry-all',
  summary: 'As an operator: queue the failed jobs again that fit a filter',
  description: `Of all owners, those that fit all that is said, the last to fail first. Each job is QUEUED again with all the attempts of
its type; one that has been retried meanwhile is skipped. Look with --dry-run before.`,
  options: {
    type: { type: 'string', value: 'type', suggestions: JOB_TYPES.map(({ name }) => name), help: 'only of this type' },
    owner: { type: 'string', value: 'owner', help: 'only of this owner' },
    error: { type: 'string', value: 'code', help: 'only with this error code' },
    tag: { type: 'string', value: 'name=value', help: 'only with this tag' },
    'created-from': { type: 'string', value: 'time', help: 'only created then or later, RFC 3339' },
    'created-before': { type: 'string', value: 'time', help: 'only created before this' },
    'failed-from': { type: 'string', value: 'time', help: 'only failed then or later' },
    'failed-before': { type: 'string', value: 'time', help: 'only failed before this' },
    max: { type: 'string', value: 'number', help: `how many at most, up to ${LIMITS.redrivenJobs}; 10 unless said` },
    'max-per-second': { type: 'string', value: 'number', help: 'how many begin in a second; all at once unless said' },
    cursor: { type: 'string', value: 'text', help: 'the nextCursor of the call before' },
    'dry-run': { type: 'boolean', help: 'only say which these are' },
    yes: { type: 'boolean', short: 'y', help: 'do not ask' },
  },
  examples: [
    'retry-all --type csv-etl --error source-not-found --dry-run',
    'retry-all --failed-from 2026-11-02T09:00:00Z --max 100 --max-per-second 5 --yes',
  ],
  async run({ io, out, connect }, { options }) {
    const request: RetryJobsRequest = given({
      type: options.type,
      owner: options.owner,
      errorCode: options.error,
      tag: options.tag,
      createdFrom: options['created-from'],
      createdBefore: options['created-before'],
      failedFrom: options['failed-from'],
      failedBefore: options['failed-before'],
      maxJobs: wholeNumber('--max', options.max, LIMITS.redrivenJobs),
      maxPerSecond: wholeNumber('--max-per-second', options['max-per-second'], LIMITS.redrivenJobs),
      cursor: options.cursor,
      dryRun: options['dry-run'],
    });
    if (!request.dryRun && !options.yes) await confirm(io, 'Queue the failed jobs that fit again?');
    const { operations } = await connect();
    const outcome = await operations.retryAll(request, { signal: io.signal });
    if (out.json) out.document(outcome);
    for (const line of linesOf(outcome, request.dryRun === true)) out.line(line);
    if (outcome.nextCursor !== undefined && !out.json) out.note(`There may be more: --cursor ${outcome.nextCursor}`);
    return EXIT.ok;
  },
});

/** Without what is not given. */
const given = (values: Record<string, string | number | boolean | undefined>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

function linesOf({ matched, retried, skipped, sample }: RetryJobsOutcome, isDryRun: boolean): string[] {
  if (!isDryRun) return [`${retried} queued again, ${skipped} skipped.`];
  return [
    `${matched} would be queued again.`,
    ...sample.map(({ id, type, error }) => `  ${id}  ${type}  ${error?.code ?? 'unknown'}`),
  ];
}
