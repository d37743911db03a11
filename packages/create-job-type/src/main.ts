/** Behind `pnpm create-job-type`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createJobType } from './create-job-type.ts';
import { LIST, type ScaffoldedFile } from './scaffold.ts';

const USAGE = `Usage: pnpm create-job-type <name>

Makes a job type that works, to be changed into your own: its declaration, its handler, a test and a sample.
<name> is kebab-case, at most 40 characters, and becomes part of queue names: "word-count".

Options:
  --help  show this`;

const ROOT = join(import.meta.dirname, '../../..');
const GENERATE = 'packages/shared-contracts/scripts/generate.ts';

/** A process of its own: it must see the new declaration, and this one has loaded the old list. */
function generate(): void {
  const { status, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', GENERATE], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Generated files could not be written. Run "pnpm generate".\n${stderr}`);
}

function summary(name: string, files: readonly ScaffoldedFile[]): string {
  const width = Math.max(...files.map(({ path }) => path.length));
  return `Made the job type "${name}":

${files.map(({ path, what }) => `  ${path.padEnd(width)}  ${what}`).join('\n')}

and named it in ${LIST}. Written anew: what "pnpm generate" makes.

It works as it is. Now make it yours:

  1. Change the declaration, the handler, the test and the sample; docs/job-types.md tells every setting.
  2. pnpm generate
  3. npm test -- packages/worker/src/jobs/${name}
  4. npm start, and in another terminal: pnpm jobs submit ${name} --set 'items=["one","two"]' --watch
  5. Add its alarms to the sum in docs/operations.md, and the type to the tables of README.md and examples/README.md.
  6. terraform plan adds its queues, its service, its scaling and its alarms, and nothing else.`;
}

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [name, ...more] = positionals;
  if (values.help) return console.log(USAGE);
  if (name === undefined || more.length > 0) throw new Error(`Give one name.\n\n${USAGE}`);
  const files = await createJobType(ROOT, name);
  generate();
  console.log(summary(name, files));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
