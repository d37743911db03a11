#!/usr/bin/env node
// @ts-check
/** For a link in a folder of the PATH: what `npm run jobs` starts, wherever it is called. */
process.argv.splice(2, 0, 'jobs');
const run = new URL('../../../scripts/run.mjs', import.meta.url);
await import(run.href);
