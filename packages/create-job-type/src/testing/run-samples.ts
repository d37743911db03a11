/** Runs the samples of the job types that it is told on a local stack, and prints how each job ended, and on what, as JSON. */
import { createClient } from '@jobs/client';
import { startLocalStack } from '@jobs/local-stack';
import { readExample } from '@jobs/local-stack/example-requests';
import type { Overview } from '@jobs/shared-contracts';

const stack = await startLocalStack({ pollIntervalMs: 100, shutdownGraceSeconds: 1, logs: process.stderr.fd });
try {
  const client = createClient<Record<string, { input: unknown; result: unknown }>>({
    baseUrl: stack.url,
    apiKey: stack.apiKeys[0]?.key ?? '',
  });
  /** As operators are told. */
  const whatRuns = async (name: string) => {
    const answer = await fetch(`${stack.url}/v1/operations/overview`, {
      headers: { 'x-api-key': stack.apiKeys[0]?.key ?? '' },
    });
    const { jobTypes } = (await answer.json()) as Overview;
    const found = jobTypes.find(({ type }) => type === name);
    const hasWorkers = stack.workers().some(({ jobType }) => jobType === name);
    return found?.lambda && !hasWorkers ? 'lambda' : 'workers';
  };
  const ended = process.argv.slice(2).map(async (name) => {
    const { type, input } = await readExample(name);
    const job = await client.submit(type, input);
    const result = await client.wait(job);
    return { type: job.type, on: await whatRuns(name), result };
  });
  console.log(JSON.stringify(await Promise.all(ended)));
} finally {
  await stack.stop();
}
