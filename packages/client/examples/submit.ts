import { createClient } from '@jobs/client';

export async function submit({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }) {
  const client = createClient({ baseUrl, apiKey });

  const job = await client.submit('text-analyze', {
    source: { text: 'Queues are for work that should not be waited for.' },
  });
  const result = await client.wait(job, { timeoutMs: 120_000 });
  console.log(result.statistics.words, result.language.code);

  return result;
}
