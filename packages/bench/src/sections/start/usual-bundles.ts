import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { workedOutData } from '@jobs/bundler';
import { VALIDATED_SCHEMAS } from '@jobs/shared-contracts/validated-schemas';
import { build, type Plugin } from 'esbuild';

/** CommonJS packages call `require` for Node's own modules. */
const REQUIRE = `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);`;

/** By the functions' names. */
export type UsualBundles = ReadonlyMap<string, { readonly folder: string; readonly zipBytes: number }>;

/**
 * Bundles the functions as a project usually does: one minified ES module each, the main fields and the credentials as
 * they are by default, ajv compiling schemas at the start. It is from the same sources, and has of the contracts and of
 * the SDK's clients no more than ours, so that it is the usual way at its best.
 */
export async function buildUsualBundles(root: string, folder: string, names: readonly string[]): Promise<UsualBundles> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      names.map((name) => [`${name}/index`, `packages/api-handlers/src/${name}/index.ts`]),
    ),
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minify: true,
    legalComments: 'none',
    banner: { js: REQUIRE },
    outExtension: { '.js': '.mjs' },
    logLevel: 'silent',
    write: false,
    plugins: [compiledAtStart, nothingLater, workedOutData(root)],
  });
  const bundles = outputFiles.map(async ({ path, contents }) => {
    const bundle = { folder: dirname(path), zipBytes: deflateRawSync(contents, { level: 9 }).length };
    await mkdir(bundle.folder, { recursive: true });
    await writeFile(path, contents);
    return [basename(bundle.folder), bundle] as const;
  });
  return new Map(await Promise.all(bundles));
}

const compiledAtStart: Plugin = {
  name: 'validators-compiled-at-start',
  setup(bundler) {
    bundler.onLoad({ filter: /shared-contracts\/generated\/validators\/\w+\.js$/ }, ({ path }) => {
      const file = /(\w+)\.js$/.exec(path)?.[1] ?? '';
      return {
        contents: `import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
const ajv = new Ajv2020({ allErrors: true, strict: true });
(addFormats.default ?? addFormats)(ajv);
const schemas = ${JSON.stringify(VALIDATED_SCHEMAS[file])};
export const validators = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, ajv.compile(schema)]));`,
        loader: 'js',
      };
    });
  },
};

/** One file, so that all clients are loaded at the start. */
const nothingLater: Plugin = {
  name: 'nothing-later',
  setup(bundler) {
    bundler.onLoad({ filter: /payload-store-when-needed\.ts$/ }, () => ({
      contents: `export { payloads as payloadsWhenNeeded } from './open-payload-store.ts';`,
      loader: 'ts',
    }));
  },
};
