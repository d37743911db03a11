import type {
  AuditList,
  FailureList,
  JobTypeControl,
  OperatorJobView,
  Overview,
  RedriveOutcome,
  RetryJobsOutcome,
} from '@jobs/shared-contracts';
import type { ClientOptions } from '../client.ts';
import { clientSettings } from '../client-settings.ts';
import { createCallApi, type CallApi } from '../http/call-api.ts';
import { queryOf } from '../http/query-of.ts';
import type { Operations } from './operations.ts';

export type { AuditEntry, JobTypeOverview, OperatorJobView } from '@jobs/shared-contracts';
export type { ListAuditOptions, ListFailuresOptions, Operations, RedriveOptions } from './operations.ts';

const ROOT = '/v1/operations';

const pathOf = (jobId: string) => `${ROOT}/jobs/${encodeURIComponent(jobId)}`;

const controlOf = (type: string) => `/v1/job-types/${encodeURIComponent(type)}`;

/**
 * The operators' part of an API, apart from `createClient` so that pages without operators do not load it.
 * @throws {InvalidClientOptionsError}
 */
export function createOperations(options: ClientOptions): Operations {
  const call = createCallApi(clientSettings(options));
  const read = async <T>(...request: Parameters<CallApi>) => (await call(...request)).content as T;
  return {
    overview: (settings) => read<Overview>({ method: 'GET', path: `${ROOT}/overview` }, settings),
    failures: ({ signal, timeoutMs, ...query } = {}) =>
      read<FailureList>({ method: 'GET', path: `${ROOT}/failures${queryOf(query)}` }, { signal, timeoutMs }),
    job: (jobId, settings) => read<OperatorJobView>({ method: 'GET', path: pathOf(jobId) }, settings),
    retry: (jobId, settings) => read<OperatorJobView>({ method: 'POST', path: `${pathOf(jobId)}/retry` }, settings),
    cancel: (jobId, settings) => read<OperatorJobView>({ method: 'DELETE', path: pathOf(jobId) }, settings),
    redrive: (type, { signal, timeoutMs, maxJobs, maxPerSecond } = {}) =>
      read<RedriveOutcome>(
        { method: 'POST', path: `${ROOT}/redrive`, body: { type, maxJobs, maxPerSecond } },
        { signal, timeoutMs, tries: 1 },
      ),
    retryAll: (body, settings) =>
      read<RetryJobsOutcome>({ method: 'POST', path: `${ROOT}/retry`, body }, { ...settings, tries: 1 }),
    pause: (type, { reason, ...settings } = {}) =>
      read<JobTypeControl>({ method: 'POST', path: `${controlOf(type)}/pause`, body: { reason } }, settings),
    resume: (type, settings) => read<JobTypeControl>({ method: 'POST', path: `${controlOf(type)}/resume` }, settings),
    audit: ({ signal, timeoutMs, ...query } = {}) =>
      read<AuditList>({ method: 'GET', path: `/v1/audit${queryOf(query)}` }, { signal, timeoutMs }),
  };
}
