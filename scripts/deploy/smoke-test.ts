import { newApiKey } from '@jobs/cli/new-api-key';
import { isTerminal, type JobView } from '@jobs/shared-contracts';
import type { Commands } from './commands.ts';
import { DeployError } from './errors.ts';
import type { Account } from './preconditions.ts';

export interface SmokeTestTarget {
  readonly apiEndpoint: string;
  readonly apiKeysTable: string;
}

export interface SmokeTestMeans {
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly say: (line: string) => void;
}

/** A worker starts in a minute; this leaves room for a deployment that is replacing tasks at the same time. */
const MAX_MS = 10 * 60_000;
const WAIT_SECONDS = 20;
/** The key ends by itself when nobody is left to delete it. */
const KEY_LIFE_SECONDS = 3600;

const JOB = { type: 'text-analyze', input: { source: { text: 'This text shows that a deployment works.' } } };

/**
 * Puts a real job through: submits it with a key of its own, and waits until a worker has done it.
 * @throws {DeployError} when it is refused, fails, or is not done in ten minutes
 */
export async function smokeTest(
  commands: Commands,
  account: Account,
  target: SmokeTestTarget,
  means: SmokeTestMeans,
): Promise<void> {
  const { apiKey, item } = newApiKey({
    owner: 'smoke-test',
    scopes: ['jobs:read', 'jobs:write'],
    now: means.now(),
    lifeSeconds: KEY_LIFE_SECONDS,
  });
  const table = ['--region', account.region, '--table-name', target.apiKeysTable];
  await commands.act('aws', ['dynamodb', 'put-item', ...table, '--item', JSON.stringify(item)]);
  try {
    await runJob(target.apiEndpoint, apiKey, means);
  } finally {
    const key = JSON.stringify({ keyHash: item.keyHash });
    await commands.act('aws', ['dynamodb', 'delete-item', ...table, '--key', key]);
  }
}

async function runJob(apiEndpoint: string, apiKey: string, { fetch, now, say }: SmokeTestMeans): Promise<void> {
  const call = async (
    path: string,
    { headers, ...init }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ): Promise<JobView> => {
    const response = await fetch(`${apiEndpoint}${path}`, {
      ...init,
      headers: { 'x-api-key': apiKey, ...headers },
      signal: AbortSignal.timeout(60_000),
    });
    const body = await response.text();
    if (!response.ok) throw new DeployError(`The smoke test's ${path} was answered ${response.status}: ${body}`);
    return JSON.parse(body) as JobView;
  };
  const started = now();
  let job = await call('/v1/jobs', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(JOB),
  });
  say(`Smoke test: ${job.id} is ${job.status}`);
  while (!isTerminal(job.status)) {
    if (now() - started > MAX_MS) {
      throw new DeployError(`The smoke test's ${job.id} is ${job.status} after ten minutes: look at the worker's log`);
    }
    const last = job.status;
    job = await call(`/v1/jobs/${job.id}`, { headers: { prefer: `wait=${WAIT_SECONDS}` } });
    if (job.status !== last) say(`Smoke test: ${job.id} is ${job.status}`);
  }
  if (job.status !== 'SUCCEEDED') {
    throw new DeployError(`The smoke test's ${job.id} is ${job.status}: ${job.error?.message ?? 'no reason is known'}`);
  }
  say(`Smoke test: passed after ${Math.round((now() - started) / 1000)} s`);
}
