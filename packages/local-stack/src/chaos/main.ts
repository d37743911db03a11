/** `npm run chaos`: the whole system, with everything going wrong around it. */
import { randomInt } from 'node:crypto';
import { LocalStackError } from '../errors.ts';
import { onStopSignals } from '../stop-signals.ts';
import { CHAOS_HELP, readChaosOptions, type ChaosCommand } from './chaos-options.ts';
import { formatTable } from '../reports/format-table.ts';
import { chaosRows, slowestRecovery } from './report/chaos-table.ts';
import { jobStory } from './report/job-story.ts';
import { createProgress } from '../reports/show-progress.ts';
import { runChaos } from './run-chaos.ts';

const INTERRUPTED = 130;
const SHOWN_VIOLATIONS = 20;
const MAX_SEED = 1_000_000;

async function run({ jobs, seed, quick }: ChaosCommand): Promise<number> {
  const stopping = new AbortController();
  onStopSignals(process, {
    stop: () => stopping.abort(),
    stopAtOnce: () => process.exit(INTERRUPTED),
  });
  console.log(`${jobs} jobs, seed ${seed}${quick ? ', quick' : ''}`);
  try {
    const chaos = await runChaos({
      jobs,
      seed,
      quick,
      signal: stopping.signal,
      progress: createProgress(process.stderr),
    });
    console.log(`\n${formatTable(chaosRows(chaos))}`);
    const slowest = slowestRecovery(chaos);
    if (slowest) console.log(['\nThe slowest recovery:', ...jobStory(chaos, slowest.jobId)].join('\n'));
    const { violations } = chaos;
    for (const { kind, detail } of violations.slice(0, SHOWN_VIOLATIONS)) {
      const jobId = /job_[0-9a-f]+/.exec(detail)?.[0];
      console.error([`${kind}: ${detail}`, ...(jobId === undefined ? [] : jobStory(chaos, jobId))].join('\n'));
    }
    if (violations.length > SHOWN_VIOLATIONS) console.error(`… and ${violations.length - SHOWN_VIOLATIONS} more`);
    return violations.length === 0 ? 0 : 1;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    console.error('\nStopped.');
    return INTERRUPTED;
  }
}

try {
  const options = readChaosOptions(process.argv.slice(2), () => randomInt(MAX_SEED));
  if (options.help) console.log(CHAOS_HELP);
  process.exit(options.help ? 0 : await run(options));
} catch (error) {
  console.error(error instanceof LocalStackError ? error.message : error);
  process.exit(1);
}
