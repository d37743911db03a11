import { defineCommand } from '../command-line/command.ts';
import { forEachJob } from './each-job.ts';

export const retry = defineCommand({
  name: 'retry',
  summary: 'Queue failed jobs again',
  description: 'With all the attempts of their type, and the same input. With --json it prints a list of the jobs.',
  args: [{ name: 'id', multiple: true }],
  options: {
    'any-owner': { type: 'boolean', help: "as an operator: anybody's jobs" },
  },
  examples: ['retry $id', 'retry $first $second --json'],
  async run(context, { args, options }) {
    const { client, operations } = await context.connect();
    const settings = { signal: context.io.signal };
    return forEachJob(context, args, (id) =>
      options['any-owner'] ? operations.retry(id, settings) : client.retry(id, settings),
    );
  },
});
