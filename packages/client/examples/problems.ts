import { JobFailedError, ProblemError, type JobClient } from '@jobs/client';

export async function reportProblems(client: JobClient, sql: string) {
  try {
    const job = await client.submit('csv-etl', {
      sources: [{ table: 't', format: 'csv', from: { text: 'a\n1\n' } }],
      sql,
      output: { format: 'csv' },
    });
    await client.wait(job);
    return 'done';
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'validation-failed') {
      return error.errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('\n');
    }
    if (error instanceof JobFailedError) return `failed: ${error.job.error?.message}`;
    throw error;
  }
}
