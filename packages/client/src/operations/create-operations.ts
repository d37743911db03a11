import type { FailureList, OperatorJobView, Overview, RedriveOutcome } from '@jobs/shared-contracts';
import type { ClientOptions } from '../client.ts';
import { clientSettings } from '../client-settings.ts';
import { createCallApi, type CallApi } from '../http/call-api.ts';
import { queryOf } from '../http/query-of.ts';
import type { Operations } from './operations.ts';

export type { JobTypeOverview, OperatorJobView } from '@jobs/shared-contracts';
export type { ListFailuresOptions, Operations, RedriveOptions } from './operations.ts';

const ROOT = '/v1/operations';

const pathOf = (jobId: string) => `${ROOT}/jobs/${encodeURIComponent(jobId)}`;

/**
 * The operators' part of an API, apart from `createClient` so that pages without operators do not load it.
 * @throws {InvalidClientOptionsError}
 */
export function createOperations(options: ClientOptions): Operations {
  const call = createCallApi(clientSettings(options));
  const read = async <T>(...request: Parameters<CallApi>) => (await call(...request)).content as T;
  return {
    overview: (settings) => read<Overview>({ method: 'GET', path: `${ROOT}/overview` }, settings),
    failures: ({ signal, timeoutMs, type, limit, cursor } = {}) =>
      read<FailureList>(
        { method: 'GET', path: `${ROOT}/failures${queryOf({ type, limit, cursor })}` },
        { signal, timeoutMs },
      ),
    job: (jobId, settings) => read<OperatorJobView>({ method: 'GET', path: pathOf(jobId) }, settings),
    retry: (jobId, settings) => read<OperatorJobView>({ method: 'POST', path: `${pathOf(jobId)}/retry` }, settings),
    cancel: (jobId, settings) => read<OperatorJobView>({ method: 'DELETE', path: pathOf(jobId) }, settings),
    redrive: (type, { signal, timeoutMs, maxJobs } = {}) =>
      read<RedriveOutcome>(
        { method: 'POST', path: `${ROOT}/redrive`, body: { type, ...(maxJobs !== undefined && { maxJobs }) } },
        { signal, timeoutMs, tries: 1 },
      ),
  };
}
