/** `npm run demo -- --tour`: every feature, one step each, shown and checked. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { onStopSignals } from '@jobs/local-stack/stop-signals';
import { INTERRUPTED } from './exit-codes.ts';
import { prepareCopy } from './prepare-copy.ts';
import { runTourIn } from './run-tour-in.ts';

const HELP = `Shows every feature of the job queue on this machine, one step each, and checks what comes of it.

Usage: npm run demo -- --tour

  --help, -h  this text

Two of the job types that it needs are in examples/job-type-package: they are installed into a copy of this repository
in a temporary folder, as a platform team would do it, and the tour runs there. Nothing here is changed.
Exits 0 only if every step ends as it should; else the log is kept.`;

const remove = (path: string) => rmSync(path, { recursive: true, force: true });

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'job-queue-tour-'));
  const copy = join(folder, 'copy');
  const logFile = join(folder, 'stack.log');
  mkdirSync(copy);
  // However it ends, also at once.
  process.once('exit', (code) => remove(code === 1 ? copy : folder));

  const interruption = new AbortController();
  const { signal } = interruption;
  onStopSignals(process, {
    stop: () => {
      console.log('\nStopping; once more stops at once …');
      interruption.abort();
    },
    stopAtOnce: () => process.exit(INTERRUPTED),
  });
  const startedMs = Date.now();
  try {
    console.log('Copying the repository, and installing examples/job-type-package into the copy …');
    await prepareCopy(copy, signal);
    console.log('Starting the stack: API, queues, tables and files; no worker yet …');
    const code = await runTourIn(copy, logFile, signal);
    if (code === 0) console.log(`\nAll went as it should, in ${Math.round((Date.now() - startedMs) / 1000)} s.`);
    else if (!signal.aborted) console.error(`\nThe log is in ${logFile}`);
    return signal.aborted ? INTERRUPTED : code;
  } catch (error) {
    if (signal.aborted) return INTERRUPTED;
    throw error;
  }
}

try {
  const options = { help: { type: 'boolean', short: 'h' } } as const;
  const { help } = parseArgs({ args: process.argv.slice(2), options }).values;
  if (help) console.log(HELP);
  process.exit(help ? 0 : await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
