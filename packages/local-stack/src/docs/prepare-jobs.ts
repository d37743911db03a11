import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DeliveryList, JobView } from '@jobs/shared-contracts';
import { FAILED_JOB_ID, LONG_JOB_ID, SLOW_JOB_ID, WEBHOOK_JOB_ID } from '@jobs/shared-contracts/api-examples';
import { SAMPLE_JOB } from '../ready-message.ts';
import { callApi, type Api } from './call-api.ts';

const LONG_JOB = {
  type: 'csv-etl',
  input: {
    sources: [{ table: 'numbers', format: 'csv', from: { text: 'n\n1\n2\n3\n' } }],
    sql: 'SELECT sum(a.range * b.range + n) AS total FROM range(10000000) a, range(10000000) b, numbers',
    output: { format: 'csv' },
  },
};

const SOURCE = { table: 'orders', format: 'csv', from: { text: 'country,cents\nDE,1200\n' } };
const WRONG_JOB = {
  type: 'csv-etl',
  input: { sources: [SOURCE, SOURCE], sql: 'SELECT * FROM orders', output: { format: 'csv' } },
};

const submit = (api: Api, body: object) => callApi<JobView>(api, 'POST', '/v1/jobs', body);

/** A job that runs until somebody stops it. */
async function longJob(api: Api): Promise<string> {
  let job = await submit(api, LONG_JOB);
  while (job.status !== 'RUNNING') job = await callApi<JobView>(api, 'GET', `/v1/jobs/${job.id}`);
  return job.id;
}

/** A job that has failed for good. */
async function failedJob(api: Api): Promise<string> {
  let job = await submit(api, WRONG_JOB);
  while (job.status !== 'FAILED') job = await callApi<JobView>(api, 'GET', `/v1/jobs/${job.id}`);
  return job.id;
}

/** A job whose webhook has been told of its end. */
async function webhookJob(api: Api): Promise<string> {
  const server = createServer((_, response) => void response.writeHead(204).end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const { id } = await submit(api, { ...SAMPLE_JOB, webhook: { url } });
    let states: string[] = [];
    while (states[0] !== 'DELIVERED') {
      const { deliveries } = await callApi<DeliveryList>(api, 'GET', `/v1/jobs/${id}/deliveries`);
      states = deliveries.map(({ state }) => state);
    }
    return id;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** What must have happened before an example that names one of these ids; answers the id of this run. */
export const PREPARED_JOBS: Readonly<Record<string, ((api: Api) => Promise<string>) | undefined>> = {
  [LONG_JOB_ID]: longJob,
  [SLOW_JOB_ID]: longJob,
  [FAILED_JOB_ID]: failedJob,
  [WEBHOOK_JOB_ID]: webhookJob,
};
