/** The tour itself, in a copy of the repository that has all of its job types. Started by main.ts. */
import { openSync, writeSync } from 'node:fs';
import { startLocalStack } from '@jobs/local-stack';
import { onStopSignals } from '@jobs/local-stack/stop-signals';
import { INTERRUPTED } from './exit-codes.ts';
import { openTour } from './open-tour.ts';
import { runStages } from './run-stages.ts';
import { STAGES } from './steps/chapters.ts';

/** Longer than the tour takes: at its end, the workers that it has started are to be seen. */
const SCALE_IN_AFTER_MS = 600_000;

const HOW_TO_READ = `
What follows a > is a call of @jobs/client, or a command, that works against "npm start" as well, but for the job types
file-digest and ledger-entry: see examples/job-type-package. ✓ is what was checked of its outcome.`;

async function runTour(logFile: string): Promise<number> {
  const log = openSync(logFile, 'a');
  const interruption = new AbortController();
  const { signal } = interruption;
  const starting = startLocalStack({
    logLevel: 'info',
    logs: log,
    report: (message) => void writeSync(log, `${message}\n`),
    captureEvents: true,
    pollIntervalMs: 250,
    scaleInAfterMs: SCALE_IN_AFTER_MS,
    shutdownGraceSeconds: 1,
  });
  onStopSignals(process, { stop: () => interruption.abort(), stopAtOnce: () => process.exit(INTERRUPTED) });
  const stack = await starting;
  try {
    console.log(HOW_TO_READ);
    const failed = await runStages(STAGES, openTour(stack, signal), (line) => {
      if (!signal.aborted) console.log(line);
    });
    if (signal.aborted) return INTERRUPTED;
    if (failed.length > 0) console.error(['\nNot all went as it should:', ...failed].join('\n  '));
    return failed.length > 0 ? 1 : 0;
  } finally {
    await stack.stop();
  }
}

const [logFile = ''] = process.argv.slice(2);
try {
  process.exit(await runTour(logFile));
} catch (error) {
  console.error(error);
  process.exit(1);
}
