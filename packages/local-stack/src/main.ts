/** `npm start`: runs the stack until it is told to stop. */
import { StandInStartError } from '@jobs/stand-ins';
import { LocalStackError } from './errors.ts';
import { readyMessage } from './ready-message.ts';
import { startLocalStack, type LocalStack } from './start-local-stack.ts';
import { readStartOptions, START_HELP, type StartOptions } from './start-options.ts';
import { onStopSignals } from './stop-signals.ts';

const STDERR = 2;
const INTERRUPTED = 130;

async function run({ verbose, ...options }: StartOptions): Promise<void> {
  let stack: LocalStack | undefined;
  const stopped = new Promise<void>((resolve, reject) => {
    onStopSignals(process, {
      stop: () => {
        console.log('Stopping …');
        // All processes of the stack end with this one.
        if (stack) stack.stop().then(resolve, reject);
        else process.exit(0);
      },
      stopAtOnce: () => process.exit(INTERRUPTED),
    });
  });
  stack = await startLocalStack({
    ...options,
    logLevel: verbose ? 'info' : 'warn',
    logs: STDERR,
    report: (message) => console.error(message),
  });
  console.log(readyMessage(stack));
  await stopped;
}

try {
  // oxlint-disable-next-line node/no-process-env -- the entry file of `npm start`
  const options = readStartOptions(process.argv.slice(2), process.env);
  if (options.help) console.log(START_HELP);
  else await run(options);
  process.exit(0);
} catch (error) {
  const expected = error instanceof LocalStackError || error instanceof StandInStartError;
  console.error(expected ? error.message : error);
  process.exit(1);
}
