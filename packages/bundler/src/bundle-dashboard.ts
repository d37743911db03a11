import { readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CreateBatchRequest, CreateScheduleRequest, SubmitJobRequest } from '@jobs/shared-contracts';
import { build } from 'esbuild';
import { withEsbuild } from './esbuild-process.ts';

const SOURCES = 'packages/dashboard/src';
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Where the files with a hash in their names are: these never change, and may be kept for ever. */
export const DASHBOARD_ASSETS = 'assets';

/** The dashboard's static files by their paths, of which `index.html` is the page. Where they lie is up to the server. */
export async function bundleDashboard(root = ROOT): Promise<ReadonlyMap<string, Uint8Array>> {
  const folder = join(root, 'dist/dashboard');
  const { outputFiles } = await withEsbuild(() =>
    build({
      absWorkingDir: root,
      entryPoints: [
        { in: `${SOURCES}/main.tsx`, out: 'app' },
        { in: `${SOURCES}/styles/main.css`, out: 'app' },
      ],
      entryNames: `${DASHBOARD_ASSETS}/[name]-[hash]`,
      outdir: folder,
      bundle: true,
      platform: 'browser',
      format: 'esm',
      target: 'es2022',
      define: schemas(),
      minify: true,
      legalComments: 'none',
      charset: 'utf8',
      logLevel: 'silent',
      write: false,
    }),
  );
  const assets = outputFiles.map(({ path, contents }) => [relative(folder, path), contents] as const);
  const page = await readFile(join(root, SOURCES, 'index.html'), 'utf8');
  return new Map<string, Uint8Array>([
    [
      'index.html',
      Buffer.from(
        withAssets(
          page,
          assets.map(([path]) => path),
        ),
      ),
    ],
    ['favicon.svg', await readFile(join(root, SOURCES, 'favicon.svg'))],
    ...assets,
  ]);
}

const schemaOf = (properties: object) => JSON.stringify({ type: 'object', properties });

/** The page makes forms of these, and needs no schema library for that. */
function schemas(): Record<string, string> {
  const { type: _type, input: _input, ...submission } = SubmitJobRequest.properties;
  const { jobs: _jobs, ...batch } = CreateBatchRequest.properties;
  const {
    type: _scheduled,
    input: _given,
    cron: _cron,
    rateSeconds: _rate,
    timeZone: _zone,
    dryRun: _dryRun,
    ...schedule
  } = CreateScheduleRequest.properties;
  return {
    SUBMISSION_OPTIONS_SCHEMA: schemaOf(submission),
    BATCH_OPTIONS_SCHEMA: schemaOf(batch),
    SCHEDULE_OPTIONS_SCHEMA: schemaOf(schedule),
  };
}

/** The page with `app.js` and `app.css` replaced by the paths of what they have become. */
function withAssets(page: string, paths: readonly string[]): string {
  return paths.reduce((html, path) => {
    const name = basename(path).replace(/-\w+(?=\.\w+$)/, '');
    if (!html.includes(`"${name}"`)) throw new Error(`index.html does not name ${name}`);
    return html.replace(`"${name}"`, `"${path}"`);
  }, page);
}
