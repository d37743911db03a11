import { defineCommand } from '../command-line/command.ts';
import { forEachJob } from './each-job.ts';

export const cancel = defineCommand({
  name: 'cancel',
  summary: 'Cancel jobs',
  description:
    'A job that waits is cancelled at once; one that runs is told to stop. With --json it prints a list of the jobs.',
  args: [{ name: 'id', multiple: true }],
  options: {
    'any-owner': { type: 'boolean', help: "as an operator: anybody's jobs" },
  },
  examples: ['cancel $id', 'cancel $first $second --json'],
  async run(context, { args, options }) {
    const { client, operations } = await context.connect();
    const settings = { signal: context.io.signal };
    return forEachJob(context, args, (id) =>
      options['any-owner'] ? operations.cancel(id, settings) : client.cancel(id, settings),
    );
  },
});
