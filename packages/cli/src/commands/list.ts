import { JOB_STATUSES, JOB_TYPES } from '@jobs/shared-contracts';
import type { JobStatus } from '@jobs/client';
import { defineCommand } from '../command-line/command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { readAssignment } from '../input/set-path.ts';
import { tableOf } from '../output/table.ts';
import { collectPages, PAGING_OPTIONS } from './collect-pages.ts';

export const list = defineCommand({
  name: 'list',
  summary: 'List your jobs, the newest first',
  options: {
    type: { type: 'string', value: 'type', suggestions: JOB_TYPES.map(({ name }) => name), help: 'only of this type' },
    status: { type: 'string', value: 'status', choices: JOB_STATUSES, help: 'only in this state' },
    tag: { type: 'string', value: 'name=value', help: 'only with this tag' },
    since: { type: 'string', value: 'time', help: 'created then or later: 2027-01-31, or 2027-01-31T06:00:00Z' },
    before: { type: 'string', value: 'time', help: 'created before this' },
    ...PAGING_OPTIONS,
  },
  examples: [
    'list',
    'list --type csv-etl --status FAILED --limit 100',
    'list --tag team=water --since 2027-01-31',
    "list --all --json | jq -r '.jobs[].id'",
  ],
  async run({ io, out, connect }, { options }) {
    const { client } = await connect();
    const { type } = options;
    const status = options.status as JobStatus | undefined;
    const filter = {
      type,
      status,
      tag: options.tag === undefined ? undefined : tagOf(options.tag),
      createdFrom: timeOf('--since', options.since),
      createdBefore: timeOf('--before', options.before),
    };
    const found = await collectPages(options, (page) => client.list({ ...page, ...filter, signal: io.signal }));
    if (out.json) {
      out.document(found);
      return EXIT.ok;
    }
    const rows = found.jobs.map(({ id, tags, progress, ...job }) => [
      id,
      job.type,
      job.status,
      job.priority,
      progress && job.status === 'RUNNING' ? `${progress.percent} %` : '',
      job.createdAt.slice(0, 19),
      Object.entries(tags)
        .map(([name, value]) => `${name}=${value}`)
        .join(' '),
    ]);
    if (rows.length === 0) out.note('There are no such jobs.');
    else
      for (const line of tableOf(['ID', 'TYPE', 'STATUS', 'PRIORITY', '', 'CREATED (UTC)', 'TAGS'], rows))
        out.line(line);
    if (found.nextCursor !== undefined) out.note('There are more: --all, or a larger --limit.');
    return EXIT.ok;
  },
});

function tagOf(text: string): readonly [string, string] {
  const { path, value } = readAssignment(text, '--tag');
  return [path, value];
}

function timeOf(option: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new UsageError(`${option} must be a time: 2027-01-31T06:00:00Z.`);
  return time;
}
