import { JOB_TYPES, type JobStatus, type SubmitJobRequest } from '@jobs/shared-contracts';
import { readExample } from './example-requests.ts';

export interface DemoJob {
  readonly title: string;
  readonly request: SubmitJobRequest;
  /** How it must end. */
  readonly end: Extract<JobStatus, 'SUCCEEDED' | 'FAILED' | 'CANCELLED'>;
}

/** Would take hours: it is cancelled as soon as it runs. */
const ENDLESS_QUERY: SubmitJobRequest = {
  type: 'csv-etl',
  input: {
    sources: [{ table: 'numbers', format: 'csv', from: { text: 'n\n1\n2\n3\n' } }],
    sql: 'SELECT sum(a.range * b.range + n) AS total FROM range(10000000) a, range(10000000) b, numbers',
    output: { format: 'csv' },
  },
};

const FURTHER_EXAMPLES = ['document-render-invoice', 'csv-etl-upload'];

/** One job of each type and some more that succeed, one that must fail, and one that is cancelled while it runs. */
export async function demoJobs(): Promise<readonly DemoJob[]> {
  const names = [...JOB_TYPES.map(({ name }) => name), ...FURTHER_EXAMPLES];
  const good = names.map(async (name): Promise<DemoJob> => ({
    title: name,
    request: await readExample(name),
    end: 'SUCCEEDED',
  }));
  return [
    ...(await Promise.all(good)),
    { title: 'failing query', request: await readExample('failing'), end: 'FAILED' },
    { title: 'endless query, cancelled', request: ENDLESS_QUERY, end: 'CANCELLED' },
  ];
}
