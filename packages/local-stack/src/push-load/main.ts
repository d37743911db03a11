/** `npm run push-load`: many jobs, watched over many WebSockets. */
import { LocalStackError } from '../errors.ts';
import { formatTable } from '../reports/format-table.ts';
import { createProgress } from '../reports/show-progress.ts';
import { onStopSignals } from '../stop-signals.ts';
import { PUSH_LOAD_HELP, readPushLoadOptions, type PushLoadCommand } from './push-load-options.ts';
import { faultsOf, pushLoadRows } from './push-load-table.ts';
import { runPushLoad } from './run-push-load.ts';

const INTERRUPTED = 130;
const SHOWN_FAULTS = 20;

async function run({ help: _help, ...size }: PushLoadCommand): Promise<number> {
  const stopping = new AbortController();
  onStopSignals(process, {
    stop: () => stopping.abort(),
    stopAtOnce: () => process.exit(INTERRUPTED),
  });
  try {
    const load = await runPushLoad({ ...size, signal: stopping.signal, progress: createProgress(process.stderr) });
    console.log(`\n${formatTable(pushLoadRows(load))}`);
    const faults = faultsOf(load);
    for (const fault of faults.slice(0, SHOWN_FAULTS)) console.error(fault);
    if (faults.length > SHOWN_FAULTS) console.error(`… and ${faults.length - SHOWN_FAULTS} more`);
    return faults.length === 0 ? 0 : 1;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    console.error('\nStopped.');
    return INTERRUPTED;
  }
}

try {
  const options = readPushLoadOptions(process.argv.slice(2));
  if (options.help) console.log(PUSH_LOAD_HELP);
  process.exit(options.help ? 0 : await run(options));
} catch (error) {
  console.error(error instanceof LocalStackError ? error.message : error);
  process.exit(1);
}
