/** Behind `pnpm build`. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { artifactTable, buildDashboard, buildFunctions, buildJobFunctions, buildWorker } from '@jobs/bundler';
import { isOnLambda, JOB_TYPES } from '@jobs/shared-contracts';

const USAGE = `Usage: pnpm build [--out <folder>]

Bundles what is deployed, into dist:
  functions/<function>.zip   a zip for each Lambda function, with index.mjs
  functions/jobs/<type>.zip  a zip for each job type that is a Lambda function
  worker/                    the worker's modules, and what its image installs beside them
  dashboard/                 the web page, as static files

The same sources give the same bytes.

Options:
  --out <folder>  somewhere else than dist
  --help          show this`;

const ROOT = join(import.meta.dirname, '../..');

try {
  const { values } = parseArgs({ options: { out: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) console.log(USAGE);
  else {
    const folder = values.out ?? join(ROOT, 'dist');
    const artifacts = [
      ...(await buildFunctions(ROOT, join(folder, 'functions'))),
      ...(await buildJobFunctions(
        ROOT,
        join(folder, 'functions/jobs'),
        JOB_TYPES.filter(isOnLambda).map(({ name }) => name),
      )),
      ...(await buildWorker(ROOT, join(folder, 'worker'))),
      ...(await buildDashboard(ROOT, join(folder, 'dashboard'))),
    ];
    console.log(artifactTable(artifacts));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
