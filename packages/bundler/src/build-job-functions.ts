import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { digest, type Artifact } from './artifact.ts';
import { NO_OTHER_CREDENTIALS } from './bundle-functions.ts';
import { bundleSettings } from './bundle-settings.ts';
import { INSTALLED, NATIVE, PROCESS_ENTRIES, WORKER } from './bundle-worker.ts';
import { copyPackages } from './copy-packages.ts';
import { reproducibleZip } from './reproducible-zip.ts';

const SOURCES = `${WORKER}/src`;

/** A job type needs what its Lambda function can't have. */
export class NativePackageError extends Error {
  override readonly name = 'NativePackageError';
  readonly code = 'native-package';
  readonly jobType: string;

  constructor(jobType: string, packages: readonly string[]) {
    super(
      `The job type "${jobType}" can't be a Lambda function: ${packages.join(' and ')} ${packages.length > 1 ? 'have' : 'has'} native code. Leave compute.kind out, and it runs on Fargate.`,
    );
    this.jobType = jobType;
  }
}

/**
 * Writes `<job type>.zip` into `folder` for each of the job types: the worker's modules for that type alone, begun by
 * `index.mjs`, and the packages that can't be bundled.
 * @throws {NativePackageError}
 */
export async function buildJobFunctions(
  root: string,
  folder: string,
  jobTypes: readonly string[],
): Promise<Artifact[]> {
  await rm(folder, { recursive: true, force: true });
  if (jobTypes.length === 0) return [];
  await mkdir(folder, { recursive: true });
  return Promise.all(jobTypes.map((jobType) => buildJobFunction(root, folder, jobType)));
}

async function buildJobFunction(root: string, folder: string, jobType: string): Promise<Artifact> {
  const { modules, packages } = await bundleJobFunction(root, jobType);
  const native = packages.filter((name) => NATIVE.includes(name));
  if (native.length > 0) throw new NativePackageError(jobType, native);
  const files = { ...modules, ...Object.fromEntries(await copyPackages(join(root, WORKER), packages)) };
  const zip = reproducibleZip(files);
  await writeFile(join(folder, `${jobType}.zip`), zip);
  return {
    name: `functions/jobs/${jobType}.zip`,
    unpackedBytes: Object.values(files).reduce((sum, { length }) => sum + length, 0),
    packedBytes: zip.length,
    sha256: digest(zip),
  };
}

/** The modules by their paths, and the names of the packages that they expect beside them. */
async function bundleJobFunction(root: string, jobType: string) {
  const outdir = join(root, WORKER, 'dist');
  const { outputFiles, metafile } = await build({
    ...bundleSettings(root),
    entryPoints: [
      { in: `${SOURCES}/lambda/main.ts`, out: 'index' },
      ...[
        'run-job/attempt-thread',
        `jobs/${jobType}/index`,
        ...PROCESS_ENTRIES.filter((entry) => entry.startsWith(`jobs/${jobType}/`)),
      ].map((module) => ({
        in: `${SOURCES}/${module}.ts`,
        out: module,
      })),
    ],
    outdir,
    splitting: true,
    // Beside index.mjs: the job registry finds its modules from where it lies itself.
    chunkNames: 'chunk-[hash]',
    external: INSTALLED,
    alias: { '@aws-sdk/credential-provider-node': NO_OTHER_CREDENTIALS },
    metafile: true,
  });
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external).map(({ path }) => path),
  );
  return {
    modules: Object.fromEntries(outputFiles.map(({ path, contents }) => [relative(outdir, path), contents])),
    packages: INSTALLED.filter((name) => imported.some((path) => path === name || path.startsWith(`${name}/`))),
  };
}
