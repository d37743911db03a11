import { fork } from 'node:child_process';
import { once } from 'node:events';
import { startLocalStack } from '@jobs/local-stack';
import { BenchFailedError } from '../../errors.ts';
import type { Load, LoadOutcome } from './load-process.ts';

const PROCESS = new URL('load-process.ts', import.meta.url);
const AT_ONCE = 16;
const SUBMISSION = { type: 'text-analyze', input: { source: { text: 'To be, or not to be, that is the question.' } } };

/** Answers a second, in each round. */
export interface RequestRates {
  readonly submit: number[];
  readonly status: number[];
}

/** Loads the API of a local stack without workers, from another process. */
export async function measureRequests(rounds: number, durationMs: number): Promise<RequestRates> {
  const stack = await startLocalStack({ maxWorkers: 0, minWorkersEach: 0, logLevel: 'silent' });
  try {
    const common = { apiKey: stack.apiKeys[0]?.key ?? '', atOnce: AT_ONCE, durationMs };
    const rates: RequestRates = { submit: [], status: [] };
    for (let round = 0; round < rounds; round += 1) {
      const body = JSON.stringify(SUBMISSION);
      const submitted = await runLoad({ ...common, method: 'POST', url: `${stack.url}/v1/jobs`, body, status: 202 });
      const { id } = JSON.parse(submitted.body) as { readonly id: string };
      const read = await runLoad({ ...common, method: 'GET', url: `${stack.url}/v1/jobs/${id}`, status: 200 });
      rates.submit.push(rateOf(submitted));
      rates.status.push(rateOf(read));
    }
    return rates;
  } finally {
    await stack.stop();
  }
}

const rateOf = ({ answered, elapsedMs }: LoadOutcome) => (answered / elapsedMs) * 1000;

async function runLoad(load: Load): Promise<LoadOutcome> {
  const child = fork(PROCESS, [JSON.stringify(load)], { execArgv: ['--disable-warning=ExperimentalWarning'] });
  const exited = once(child, 'exit').then(() => [undefined]);
  const [outcome] = (await Promise.race([once(child, 'message'), exited])) as [LoadOutcome | undefined];
  await exited;
  if (!outcome) throw new BenchFailedError('The process that loads the API ended without figures.');
  return outcome;
}
