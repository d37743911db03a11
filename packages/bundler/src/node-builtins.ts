import { builtinModules, createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

const BUILTINS = new Set(builtinModules);
const require = createRequire(import.meta.url);

/** What packages import of Node and few calls need: each has others behind it, such as readline and streams. */
const WHEN_NEEDED = new Set(['assert', 'fs/promises', 'zlib']);

/**
 * Has Node's own modules taken as they are. An `import` of one reads all that it exports, and with that loads what hangs
 * on it lazily: of `node:http` all of `fetch`. That is a fifth of a small function's start.
 * https://nodejs.org/api/process.html#processgetbuiltinmoduleid
 */
export const nodeBuiltins: Plugin = {
  name: 'node-builtins',
  setup(bundler) {
    bundler.onResolve({ filter: /^(?:node:)?[a-z_/0-9]+$/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, '');
      const isTaken = BUILTINS.has(name) && (kind === 'import-statement' || WHEN_NEEDED.has(name));
      return isTaken ? { path: name, namespace: 'node-builtin' } : undefined;
    });
    bundler.onLoad({ filter: /.*/, namespace: 'node-builtin' }, ({ path }) => ({
      contents: WHEN_NEEDED.has(path) ? whenNeeded(path) : `module.exports = ${load(path)};`,
      loader: 'js',
    }));
  },
};

const load = (name: string) => `process.getBuiltinModule(${JSON.stringify(name)})`;

/** Looks like the module, and is it once something of it is read or called. */
function whenNeeded(name: string): string {
  const exported = Object.keys(require(`node:${name}`) as object);
  return `module.exports = (...args) => ${load(name)}(...args);
for (const key of ${JSON.stringify(exported)}) {
  Object.defineProperty(module.exports, key, { enumerable: true, get: () => ${load(name)}[key] });
}`;
}
