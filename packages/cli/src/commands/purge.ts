import { defineCommand } from '../command-line/command.ts';
import { forEachJob } from './each-job.ts';

export const purge = defineCommand({
  name: 'purge',
  summary: 'Delete jobs that have ended',
  description: 'Deletes them for good, with their inputs, results and files. Prints each as it was.',
  args: [{ name: 'id', multiple: true }],
  options: {},
  examples: ['purge $id', 'purge $first $second --json'],
  async run(context, { args }) {
    const { client } = await context.connect();
    const settings = { signal: context.io.signal };
    return forEachJob(context, args, async (id) => {
      const job = await client.get(id, settings);
      await client.purge(id, settings);
      return job;
    });
  },
});
