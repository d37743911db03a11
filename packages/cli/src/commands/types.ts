import { readExample } from '@jobs/local-stack/example-requests';
import { JOB_TYPES } from '@jobs/shared-contracts';
import { defineCommand } from '../command-line/command.ts';
import { FailedError, UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { tableOf } from '../output/table.ts';

export const types = defineCommand({
  name: 'types',
  summary: 'List the job types, or show one with its schemas',
  description: `An input of --example that needs a file names it as "@photo.jpg": give it with submit --file.`,
  args: [{ name: 'type', optional: true, suggestions: JOB_TYPES.map(({ name }) => name) }],
  options: {
    example: { type: 'boolean', help: 'only an input to begin with' },
  },
  examples: ['types', 'types csv-etl', 'types csv-etl --example > input.json'],
  async run({ io, out, connect }, { args: [name], options: { example = false } }) {
    if (example && name === undefined) throw new UsageError('--example needs a job type.');
    const { client } = await connect();
    const { signal } = io;
    if (name === undefined) {
      const jobTypes = await client.jobTypes({ signal });
      if (out.json) out.document({ jobTypes });
      const rows = jobTypes.map((jobType) => [jobType.name, jobType.title]);
      for (const line of tableOf(['TYPE', 'DOES'], rows)) out.line(line);
      return EXIT.ok;
    }
    const jobType = await client.jobType(name, { signal });
    if (example) out.document(await exampleOf(jobType.name));
    else if (out.json) out.document(jobType);
    else {
      out.line(`${jobType.name}: ${jobType.title}\n${jobType.description}\n`);
      out.line(`input ${JSON.stringify(jobType.inputSchema, undefined, 2)}\n`);
      out.line(`result ${JSON.stringify(jobType.resultSchema, undefined, 2)}\n`);
      out.line(`settings ${JSON.stringify(jobType.settings, undefined, 2)}`);
    }
    return EXIT.ok;
  },
});

async function exampleOf(name: string): Promise<unknown> {
  try {
    return (await readExample(name)).input;
  } catch (error) {
    throw new FailedError(`There is no example of ${name}; "types ${name}" shows its schema.`, { cause: error });
  }
}
