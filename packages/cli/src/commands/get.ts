import { defineCommand } from '../command-line/command.ts';
import { EXIT } from '../exit-codes.ts';
import { printJob } from '../output/describe-job.ts';
import { downloadResult } from './download-result.ts';
import { UsageError } from '../errors.ts';

export const get = defineCommand({
  name: 'get',
  summary: 'Show a job, with its result',
  description: `With --download, the files of its result are saved in a folder, and the result itself when it is large. What is
there already is not replaced.`,
  args: [{ name: 'id' }],
  options: {
    input: { type: 'boolean', help: 'show its input too' },
    download: { type: 'string', value: 'folder', help: 'save what the job made' },
    'any-owner': { type: 'boolean', help: "as an operator: anybody's job, without its input and result" },
  },
  examples: ['get $id', 'get $id --input --json', 'get $id --download results'],
  async run({ io, out, connect }, { args: [id = ''], options }) {
    const { input = false, download, 'any-owner': anyOwner } = options;
    if (anyOwner && (input || download !== undefined)) {
      throw new UsageError('An operator sees neither inputs nor results: leave out --input and --download.');
    }
    const { client, operations } = await connect();
    const { signal } = io;
    const job = anyOwner ? await operations.job(id, { signal }) : await client.get(id, { includeInput: input, signal });
    if (download !== undefined) {
      for (const path of await downloadResult({ io, client }, job, download)) out.note(`Saved ${path}`);
    }
    if (out.json) out.document(job);
    else printJob(out, job);
    return EXIT.ok;
  },
});
