import { createHandlers } from '@jobs/api-handlers';
import { apiGatewayEvent } from '@jobs/api-handlers/testing';
import { textAnalyze } from '@jobs/shared-contracts';
import { SubmissionRefusedError } from '../../errors.ts';
import type { Bench } from '../../services/with-bench.ts';
import { runnerOf } from '../../worker/runner-of.ts';
import { silentLog, startWorker } from '../../worker/start-worker.ts';
import type { Peer } from './peer.ts';

const ACCEPTED = 202;
const REQUEST = apiGatewayEvent('submit-job', {
  body: { type: textAnalyze.name, input: { source: { text: 'Nothing to do.' } } },
});

/** Ours on the stand-ins for AWS: the function behind `POST /v1/jobs`, and a worker. */
export const ourQueue = ({ environment, store }: Bench): Peer => ({
  name: 'ours',
  broker: 'stand-ins for DynamoDB, SQS and SNS',
  guarantees:
    'stored before it is accepted; input checked; every state published; one end; a dead worker costs a lease; exactly one result',
  open: (slots, done) => {
    const handler = createHandlers['submit-job'](environment, { logger: silentLog });
    const worker = startWorker({
      store,
      jobType: textAnalyze.name,
      slots,
      runner: runnerOf(() => Promise.resolve()),
      done: (jobs) => {
        for (let job = 0; job < jobs; job++) done();
      },
    });
    return Promise.resolve({
      submit: async () => {
        const { statusCode, body = '' } = await handler(REQUEST, {} as Parameters<typeof handler>[1]);
        if (statusCode !== ACCEPTED) throw new SubmissionRefusedError(body);
      },
      close: () => worker.stop(),
    });
  },
});
