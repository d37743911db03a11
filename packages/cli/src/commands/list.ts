import { JOB_STATUSES, JOB_TYPES } from '@jobs/shared-contracts';
import type { JobStatus } from '@jobs/client';
import { defineCommand } from '../command-line/command.ts';
import { EXIT } from '../exit-codes.ts';
import { tableOf } from '../output/table.ts';
import { collectPages, PAGING_OPTIONS } from './collect-pages.ts';

export const list = defineCommand({
  name: 'list',
  summary: 'List your jobs, the newest first',
  options: {
    type: { type: 'string', value: 'type', suggestions: JOB_TYPES.map(({ name }) => name), help: 'only of this type' },
    status: { type: 'string', value: 'status', choices: JOB_STATUSES, help: 'only in this state' },
    ...PAGING_OPTIONS,
  },
  examples: ['list', 'list --type csv-etl --status FAILED --limit 100', "list --all --json | jq -r '.jobs[].id'"],
  async run({ io, out, connect }, { options }) {
    const { client } = await connect();
    const { type } = options;
    const status = options.status as JobStatus | undefined;
    const found = await collectPages(options, (page) => client.list({ ...page, type, status, signal: io.signal }));
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
