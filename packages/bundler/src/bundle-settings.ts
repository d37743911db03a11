import type { BuildOptions } from 'esbuild';
import { nodeBuiltins } from './node-builtins.ts';

/** CommonJS packages call `require` for Node's own modules, which ES modules do not have. */
const REQUIRE = `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);`;

/** What every bundle has in common. Paths are relative to the root, so that no machine leaves its mark in the output. */
export function bundleSettings(root: string) {
  return {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // Packages' ES modules are preferred to their CommonJS twins: only they can be shaken.
    mainFields: ['module', 'main'],
    minifyWhitespace: true,
    minifySyntax: true,
    // Logs name errors and functions as the source does. `keepNames` does so too, by a call for each of them at the start.
    minifyIdentifiers: false,
    plugins: [nodeBuiltins],
    legalComments: 'none',
    charset: 'utf8',
    banner: { js: REQUIRE },
    outExtension: { '.js': '.mjs' },
    logLevel: 'silent',
    write: false,
  } as const satisfies BuildOptions;
}
