import { defineCommand } from '../command-line/command.ts';
import { createLiveLines } from '../output/live-lines.ts';
import { concludeJobs, lineOf, watchJobs } from './watch-jobs.ts';

export const watch = defineCommand({
  name: 'watch',
  summary: 'Follow jobs to their end, with a progress bar for each',
  description: `Where stdout is no terminal, each change is a line; with --json, each is a JSON document on a line of its own.
Ctrl-C ends the watching, not the jobs. Ends with 3 when a job failed, else with 4 when one was cancelled.`,
  args: [{ name: 'id', multiple: true }],
  options: {},
  examples: ['watch job_0123456789abcdef0123456789abcdef', 'watch $first $second', 'watch --json $id | jq .status'],
  async run(context, { args }) {
    const { out, io } = context;
    const { client } = await context.connect();
    const ids = [...new Set(args)];
    const lines = createLiveLines(io.stdout, ids.length);
    const ends = await watchJobs(
      { io, client, show: (job, index) => (out.json ? out.document(job) : lines.set(index, lineOf(job))) },
      ids,
    );
    return concludeJobs(context, ends);
  },
});
