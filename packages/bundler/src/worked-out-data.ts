import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const CONTRACTS = 'packages/shared-contracts/src';
/** Modules that export nothing but data, which is worked out of schemas and declarations. */
const DATA_MODULES = new Set(
  ['http/openapi-document', 'http/route-access', 'job-types/declared-job-types'].map(
    (module) => `${CONTRACTS}/${module}.ts`,
  ),
);
/** A constant that a call makes, or that is full of schemas. As the formatter writes it, which CI checks. */
const MADE_CONSTANT =
  /^((?:export )?const \w+(?:: [^=\n]+)? =\s)((?:Type\.|[a-z]\w*\(|[[{](?=[^;]*\bType\.))[\s\S]*?);$/gm;

/**
 * Has a bundle hold what its modules of data come to, and no schema: these are for documents and validators, which are
 * made before. Building them was half of a small function's start.
 */
export const workedOutData = (root: string): Plugin => ({
  name: 'worked-out-data',
  setup(bundler) {
    bundler.onLoad({ filter: /shared-contracts\/src\/.*\.ts$/ }, async ({ path }) => {
      if (DATA_MODULES.has(relative(root, path))) return { contents: await valuesOf(path), loader: 'js' };
      // A schema that is not used is left out, and with the last of them its builder.
      const source = await readFile(path, 'utf8');
      return { contents: source.replaceAll(MADE_CONSTANT, '$1/* @__PURE__ */ (() => ($2))();'), loader: 'ts' };
    });
  },
});

type Exported = Readonly<Record<string, unknown>>;

/** One after the other: tests have a loader that links no two modules at once which share others. */
let evaluated: Promise<unknown> = Promise.resolve();

function evaluate(path: string): Promise<Exported> {
  const exported = evaluated.then(async () => (await import(pathToFileURL(path).href)) as Exported);
  evaluated = exported.catch(() => {});
  return exported;
}

async function valuesOf(path: string): Promise<string> {
  const exported = await evaluate(path);
  const lines = Object.entries(exported).map(([name, value]) => {
    const text = JSON.stringify(value);
    if (!isDeepStrictEqual(JSON.parse(text), value)) throw new Error(`${name} of ${path} is more than JSON can say`);
    return `export const ${name} = /* @__PURE__ */ JSON.parse(${JSON.stringify(text)});`;
  });
  return lines.join('\n');
}
