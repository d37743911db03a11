/** Runs the samples of the job types that it is told on a local stack, and prints how each job ended, as JSON. */
import { createClient } from '@jobs/client';
import { startLocalStack } from '@jobs/local-stack';
import { readExample } from '@jobs/local-stack/example-requests';

const stack = await startLocalStack({ pollIntervalMs: 100, shutdownGraceSeconds: 1, logs: process.stderr.fd });
try {
  const client = createClient<Record<string, { input: unknown; result: unknown }>>({
    baseUrl: stack.url,
    apiKey: stack.apiKeys[0]?.key ?? '',
  });
  const ended = process.argv.slice(2).map(async (name) => {
    const { type, input } = await readExample(name);
    const job = await client.submit(type, input);
    const result = await client.wait(job);
    return { type: job.type, result };
  });
  console.log(JSON.stringify(await Promise.all(ended)));
} finally {
  await stack.stop();
}
