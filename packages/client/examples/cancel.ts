import { JobCancelledError, type JobClient } from '@jobs/client';

export async function cancel(client: JobClient, signal: AbortSignal) {
  const job = await client.submit('csv-etl', {
    sources: [{ table: 'numbers', format: 'csv', from: { text: 'n\n1\n2\n3\n' } }],
    sql: 'SELECT sum(a.range * b.range + n) AS total FROM range(10000000) a, range(10000000) b, numbers',
    output: { format: 'csv' },
  });

  await client.cancel(job, { signal });
  try {
    await client.wait(job, { signal });
  } catch (error) {
    if (!(error instanceof JobCancelledError)) throw error;
    console.log('cancelled in attempt', error.job.attempt);
  }
}
