import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { bundleSettings } from './bundle-settings.ts';
import { workedOutData } from './worked-out-data.ts';

const SOURCES = 'packages/api-handlers/src';
/** Nothing is written there. */
const OUT = 'dist';
export const NO_OTHER_CREDENTIALS = fileURLToPath(new URL('./no-other-credentials.ts', import.meta.url));
/** What a logger would need to write from a thread of its own. */
const NO_THREAD_STREAM = fileURLToPath(new URL('./no-threads/thread-stream.ts', import.meta.url));
const NO_WORKER_THREADS = fileURLToPath(new URL('./no-threads/worker-threads.ts', import.meta.url));

type Modules = ReadonlyMap<string, Uint8Array>;

/**
 * The modules of functions, by their names: `index.mjs`, which is a function's start, and chunks of what few requests
 * need, which it loads when one does.
 */
export async function bundleFunctions(root: string, names: readonly string[]): Promise<ReadonlyMap<string, Modules>> {
  // All at once, so that what they share is read once. Chunks would be shared as well, so that those that have some are
  // then bundled alone.
  const { outputFiles, metafile } = await bundle(root, names, { plugins: [importedLater] });
  const whole = outputFiles.map(({ path, contents }) => [basename(path, '.mjs'), contents] as const);
  const importsLater = (name: string) =>
    metafile.outputs[`${OUT}/${name}.mjs`]?.imports.some(({ path }) => path === LATER) ?? false;
  const bundled = await Promise.all(
    whole.map(async ([name, contents]) => {
      const modules = importsLater(name) ? await bundleAlone(root, name) : new Map([['index.mjs', contents]]);
      return [name, modules] as const;
    }),
  );
  return new Map(bundled);
}

async function bundleAlone(root: string, name: string): Promise<Modules> {
  const { outputFiles } = await bundle(root, [name], { splitting: true, chunkNames: 'chunk-[hash]' });
  return new Map(
    outputFiles.map(({ path, contents }) => [basename(path).replace(`${name}.mjs`, 'index.mjs'), contents]),
  );
}

function bundle(root: string, names: readonly string[], { plugins = [], ...more }: BuildOptions) {
  const settings = bundleSettings(root);
  return build({
    ...settings,
    ...more,
    entryPoints: Object.fromEntries(names.map((name) => [name, `${SOURCES}/${name}/index.ts`])),
    outdir: OUT,
    metafile: true,
    write: false,
    alias: {
      '@aws-sdk/credential-provider-node': NO_OTHER_CREDENTIALS,
      'thread-stream': NO_THREAD_STREAM,
      worker_threads: NO_WORKER_THREADS,
    },
    plugins: [neverLoaded, ...plugins, workedOutData(root), ...settings.plugins],
  });
}

const LATER = 'imported-later';

/** Leaves out what the sources themselves import when it is needed, and marks who does so. */
const importedLater: Plugin = {
  name: 'imported-later',
  setup(bundler) {
    bundler.onResolve({ filter: /^\..*\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: LATER, external: true } : undefined,
    );
  },
};

/** What the SDK imports for browsers, and for operations that answer by a stream of events. */
const neverLoaded: Plugin = {
  name: 'never-loaded',
  setup(bundler) {
    bundler.onResolve({ filter: /^bowser$|\/event-streams$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};
