/** What must compile, and what must not: `tsc -b` fails when a line below an `@ts-expect-error` is right after all. */
import type { JobStatus, JobSummary, JobTypeName, ProblemCode } from '@jobs/shared-contracts';
import { createClient, ProblemError, type JobClient, type JobOf, type JobTypes } from './index.ts';

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- compares types, not values
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it is the check itself
const holds = <_ extends true>() => {};

const client: JobClient = createClient({ baseUrl: 'https://example.com', apiKey: 'key' });

holds<Equal<keyof JobTypes, JobTypeName>>();
// Each by its own name: were one declared as just any text, all would be.
holds<Equal<string extends keyof JobTypes ? true : false, false>>();
holds<Equal<JobTypes['csv-etl']['input']['output']['format'], 'csv' | 'parquet'>>();
holds<Equal<JobTypes['image-transform']['result']['outputs'][number]['file']['url'], string>>();
holds<Equal<JobTypes['text-analyze']['result']['language'], { code: string; confidence: number }>>();

export async function inputs() {
  const sources = [{ table: 't', format: 'csv' as const, from: { text: 'a\n1\n' } }];
  await client.submit('csv-etl', { sources, sql: 'SELECT 1', output: { format: 'csv' } }, { maxAttempts: 1 });
  await client.submit('text-analyze', { source: { text: 'to be' } }, { priority: 'low' });

  // @ts-expect-error -- there is no such job type
  await client.submit('csv-elt', { sources, sql: 'SELECT 1', output: { format: 'csv' } });
  // @ts-expect-error -- the SQL is missing
  await client.submit('csv-etl', { sources, output: { format: 'csv' } });
  // @ts-expect-error -- there is no such format
  await client.submit('csv-etl', { sources, sql: 'SELECT 1', output: { format: 'xlsx' } });
  // @ts-expect-error -- there is no such field
  await client.submit('csv-etl', { sources, sql: 'SELECT 1', output: { format: 'csv' }, limit: 10 });
  // @ts-expect-error -- that is the input of another type
  await client.submit('csv-etl', { source: { text: 'to be' } });
  // @ts-expect-error -- a number of attempts
  await client.submit('text-analyze', { source: { text: 'to be' } }, { maxAttempts: '3' });
  // @ts-expect-error -- there is no such priority
  await client.submit('text-analyze', { source: { text: 'to be' } }, { priority: 'urgent' });
  // @ts-expect-error -- tags are texts
  await client.submit('text-analyze', { source: { text: 'to be' } }, { tags: { n: 1 } });
}

export async function results() {
  const job = await client.submit('csv-etl', { sources: [], sql: '', output: { format: 'csv' } });
  holds<Equal<typeof job.type, 'csv-etl'>>();
  holds<Equal<typeof job.status, JobStatus>>();

  const result = await client.wait(job);
  holds<Equal<typeof result.rowCount, number>>();
  await client.download(result.file);
  // @ts-expect-error -- that is in another type's result
  void result.readability;

  const byId = await client.wait<'text-analyze'>(job.id);
  holds<Equal<typeof byId.statistics.words, number>>();
  const ofAnyType = await client.wait(job.id);
  holds<Equal<typeof ofAnyType, JobTypes[keyof JobTypes]['result']>>();

  const view = await client.get(job.id);
  if (view.type === 'csv-etl') holds<Equal<typeof view.result, JobTypes['csv-etl']['result'] | undefined>>();
  for await (const update of client.watch(job)) holds<Equal<typeof update, JobSummary>>();
}

export async function contractsOfOnesOwn() {
  interface Own {
    readonly 'video-cut': { readonly input: { readonly url: string }; readonly result: { readonly seconds: number } };
  }
  const own = createClient<JobTypes & Own>({ baseUrl: 'https://example.com', apiKey: 'key' });
  const result = await own.wait(await own.submit('video-cut', { url: 'https://example.com/v' }));
  holds<Equal<typeof result.seconds, number>>();
  await own.submit('text-analyze', { source: { text: 'to be' } });
  // @ts-expect-error -- a URL is a text
  await own.submit('video-cut', { url: 1 });
  // @ts-expect-error -- a contract has a result
  createClient<{ 'video-cut': { input: string } }>({ baseUrl: 'https://example.com', apiKey: 'key' });
}

export function problems(error: unknown) {
  if (!(error instanceof ProblemError)) return;
  holds<Equal<typeof error.code, ProblemCode>>();
  // @ts-expect-error -- there is no such code
  void (error.code === 'job-lost');
}

export function signals({ signal }: AbortController) {
  const job: JobOf<JobTypes, 'csv-etl'> | string = 'job_1';
  void client.submit('text-analyze', { source: {} }, { signal });
  void client.get(job, { signal });
  void client.cancel(job, { signal });
  void client.wait(job, { signal });
  void client.watch(job, { signal });
  void client.upload(new Uint8Array(1), { signal });
  void client.download('https://example.com', { signal });
  void client.jobTypes({ signal });
  void client.jobType('csv-etl', { signal });
}
