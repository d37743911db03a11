import type { JobClient } from '@jobs/client';

/** Two letters, and a third that is read once both have been. */
export async function submitBatch(client: JobClient) {
  const letter = { type: 'text-analyze', input: { source: { text: 'Dear Sir or Madam,' } } } as const;

  const { id, results } = await client.batches.submit(
    [letter, { ...letter, priority: 'high' }, { ...letter, after: ['#0', '#1'] }],
    { name: 'Letters' },
  );
  for (const { index, problem } of results) if (problem) console.log(index, problem.detail);
  const { counts } = await client.batches.wait(id);
  console.log(`${counts.succeeded} of ${counts.total} have succeeded`);

  return id;
}
