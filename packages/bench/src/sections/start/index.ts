import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMPILED_WITH, installRuntimeInterfaceClient, isInstalled } from '@jobs/artifact-tests/lambda';
import { startStandIns } from '@jobs/stand-ins';
import type { Section } from '../../section.ts';
import { FIRST_REQUESTS, OTHER_VARIABLES } from './first-requests.ts';
import { measureStart, type Startable, type StartTimes } from './measure-start.ts';
import { measureWorkerStart } from './measure-worker.ts';
import { buildOurBundles } from '../../functions/our-bundles.ts';
import { figuresOf } from './start-figures.ts';
import { startReport } from './start-report.ts';
import { buildUsualBundles } from './usual-bundles.ts';

const ROOT = join(import.meta.dirname, '../../../../..');
const SMALL = ['authorize', 'get-job', 'submit-job'];
/** Of each bundle in a round. */
const STARTS_PER_ROUND = 2;
const EMPTY_HANDLER = 'export const handler = async () => ({});\n';

export const start: Section = {
  name: 'start',
  title: 'Start',
  missing: () => {
    const missing = COMPILED_WITH.filter((program) => !isInstalled(program));
    if (missing.length === 0) return undefined;
    return `AWS’s runtime interface client is compiled with ${missing.join(', ')}: scripts/install-programs.sh installs it.`;
  },
  async run({ rounds, small, say, signal }) {
    // oxlint-disable-next-line node/no-process-env -- npm and the compiler need PATH and HOME
    const client = await installRuntimeInterfaceClient(process.env);
    const folder = await mkdtemp(join(tmpdir(), 'bench-start-'));
    const standIns = await startStandIns();
    try {
      say('bundling');
      const ours = await buildOurBundles(ROOT, folder, small ? SMALL : undefined);
      const names = ours.map(({ name }) => name);
      const usual = await buildUsualBundles(ROOT, join(folder, 'usual'), names);
      const bundles = ours.map(({ name, ...bundle }) => {
        const usualBundle = usual.get(name) ?? { folder: '', zipBytes: NaN };
        return { name, ours: measured(bundle, name), usual: measured(usualBundle, name) };
      });
      const empty = measured({ folder: await emptyHandler(folder), zipBytes: EMPTY_HANDLER.length });

      const environment = { ...standIns.environment, ...OTHER_VARIABLES };
      const all = [empty, ...bundles.flatMap((bundle) => [bundle.ours, bundle.usual])];
      const starts = rounds * STARTS_PER_ROUND;
      for (let round = 1; round <= starts; round += 1) {
        say(`${all.length} starts, ${round} of ${starts}`);
        for (const bundle of all) {
          signal.throwIfAborted();
          bundle.times.push(await measureStart(client, bundle, environment));
        }
      }
      say('the worker');
      const worker = await measureWorkerStart(ROOT, environment, starts);
      const functions = bundles.map((bundle) => ({
        name: bundle.name,
        zipKib: bundle.ours.zipBytes / 1024,
        ours: figuresOf(bundle.ours.times),
        usualZipKib: bundle.usual.zipBytes / 1024,
        usual: figuresOf(bundle.usual.times),
      }));
      return startReport({ empty: figuresOf(empty.times), functions, worker, starts });
    } finally {
      await standIns.stop();
      await rm(folder, { recursive: true });
    }
  },
};

interface Bundle {
  readonly folder: string;
  readonly zipBytes: number;
}

const measured = (bundle: Bundle, name?: string): Startable & Bundle & { readonly times: StartTimes[] } => ({
  ...bundle,
  ...(name !== undefined && { event: FIRST_REQUESTS[name] }),
  times: [],
});

async function emptyHandler(folder: string): Promise<string> {
  const empty = join(folder, 'empty');
  await mkdir(empty);
  await writeFile(join(empty, 'index.mjs'), EMPTY_HANDLER);
  return empty;
}
