import { apiGatewayEvent } from '@jobs/api-handlers/testing';
import type { OperationId } from '@jobs/shared-contracts';

const OWNER = 'acme';

/** What some functions are asked first: a job that is taken, and one that is looked for in vain, since that is one call too. */
export const FIRST_REQUESTS: Readonly<Partial<Record<string, unknown>>> = {
  'submit-job': apiGatewayEvent('submit-job', {
    owner: OWNER,
    body: { type: 'text-analyze', input: { source: { text: 'To be, or not to be.' } } },
  }),
  'get-job': apiGatewayEvent('get-job', { owner: OWNER, pathParameters: { jobId: `job_${'0'.repeat(32)}` } }),
} satisfies Partial<Record<OperationId, unknown>>;

/** Of variables that no stand-in needs: nothing is sent there while functions start. */
export const OTHER_VARIABLES = {
  WEBSOCKET_URL: 'ws://127.0.0.1:1',
  CONNECTIONS_ENDPOINT_URL: 'http://127.0.0.1:1',
};
