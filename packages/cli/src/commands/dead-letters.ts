import type { OperatorJobView } from '@jobs/client/operations';
import { JOB_TYPES } from '@jobs/shared-contracts';
import { defineCommand } from '../command-line/command.ts';
import { EXIT } from '../exit-codes.ts';
import type { Printer } from '../output/printer.ts';
import { tableOf } from '../output/table.ts';
import { collectPages, PAGING_OPTIONS } from './collect-pages.ts';

/** Failures with the same type and error code. */
interface FailureGroup {
  readonly type: string;
  readonly code: string;
  count: number;
  /** Of the last that failed. */
  readonly example: OperatorJobView;
}

export const deadLetters = defineCommand({
  name: 'dead-letters',
  summary: 'As an operator: list the failed jobs of all owners, the last to fail first',
  options: {
    type: { type: 'string', value: 'type', suggestions: JOB_TYPES.map(({ name }) => name), help: 'only of this type' },
    'group-by': { type: 'string', value: 'field', choices: ['error'], help: 'count them by type and error instead' },
    ...PAGING_OPTIONS,
  },
  examples: ['dead-letters', 'dead-letters --type csv-etl --group-by error --all', 'dead-letters --json'],
  async run({ io, out, connect }, { options }) {
    const { operations } = await connect();
    const { type } = options;
    const found = await collectPages(options, (page) => operations.failures({ ...page, type, signal: io.signal }));
    const groups = options['group-by'] === undefined ? undefined : groupByError(found.jobs);
    if (out.json) out.document(groups ? { groups, nextCursor: found.nextCursor } : found);
    else if (found.jobs.length === 0) out.note('There are no failed jobs.');
    else for (const line of groups ? groupRows(groups) : jobRows(found.jobs)) out.line(line);
    noteMore(out, found.nextCursor);
    return EXIT.ok;
  },
});

function groupByError(jobs: readonly OperatorJobView[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const job of jobs) {
    const code = job.error?.code ?? 'unknown';
    const key = `${job.type} ${code}`;
    const group = groups.get(key) ?? { type: job.type, code, count: 0, example: job };
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()].toSorted((a, b) => b.count - a.count);
}

const groupRows = (groups: readonly FailureGroup[]) =>
  tableOf(
    ['JOBS', 'TYPE', 'ERROR', 'THE LAST'],
    groups.map(({ count, type, code, example }) => [String(count), type, code, `${example.id}: ${messageOf(example)}`]),
  );

const jobRows = (jobs: readonly OperatorJobView[]) =>
  tableOf(
    ['ID', 'OWNER', 'TYPE', 'FAILED (UTC)', 'ERROR'],
    jobs.map((job) => [
      job.id,
      job.owner,
      job.type,
      (job.finishedAt ?? job.updatedAt).slice(0, 19),
      `${job.error?.code ?? 'unknown'}: ${messageOf(job)}`,
    ]),
  );

const messageOf = ({ error }: OperatorJobView) => error?.message ?? 'no reason is given';

function noteMore({ note, json }: Printer, nextCursor: string | undefined) {
  if (nextCursor !== undefined && !json) note('There are more: --all, or a larger --limit.');
}
