/** Analyzes the text that it is given. */
import { createClient, JobFailedError, ProblemError } from '@jobs/client';

const { JOBS_URL: baseUrl = '', JOBS_API_KEY: apiKey = '' } = process.env;
const client = createClient({ baseUrl, apiKey });

try {
  const job = await client.submit('text-analyze', { source: { text: process.argv[2] ?? '' } });
  const { statistics, language } = await client.wait(job);
  console.log(`${statistics.words} words, language ${language.code}`);
} catch (error) {
  if (error instanceof ProblemError) {
    console.error(error.code, ...error.errors.map(({ pointer, detail }) => `${pointer} ${detail}`));
  } else if (error instanceof JobFailedError) {
    console.error('failed:', error.job.error?.message);
  } else {
    throw error;
  }
  process.exitCode = 1;
}
