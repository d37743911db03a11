import type { JobList, JobTypeList, JobTypeView, JobView, SubmitJobRequest } from '@jobs/shared-contracts';
import { createBatches } from './batches/create-batches.ts';
import type { ClientOptions, JobClient } from './client.ts';
import { clientSettings, type ClientSettings } from './client-settings.ts';
import { createCallApi, never, type CallApi } from './http/call-api.ts';
import { fetchFile } from './http/fetch-file.ts';
import { queryOf } from './http/query-of.ts';
import type { JobContracts, JobRef, JobTypes } from './job-types.ts';
import { createPushChannel } from './push/push-channel.ts';
import type { JobFeed } from './watch/job-feed.ts';
import { createSchedules } from './schedules/create-schedules.ts';
import { upload } from './uploads/upload.ts';
import { waitForJob } from './watch/wait-for-job.ts';
import { watchJob } from './watch/watch-job.ts';

const idOf = (job: JobRef) => (typeof job === 'string' ? job : job.id);

const pathOf = (job: JobRef) => `/v1/jobs/${encodeURIComponent(idOf(job))}`;

/**
 * A client of one API with one key. `createClient<MyJobTypes>(…)` is for contracts that are not in the catalogue.
 * @throws {InvalidClientOptionsError}
 */
export function createClient<Types extends JobContracts<Types> = JobTypes>(options: ClientOptions): JobClient<Types> {
  const settings = clientSettings(options);
  const call = createCallApi(settings);
  const read = async <T>(...request: Parameters<CallApi>) => (await call(...request)).content as T;
  const following = { call, clock: settings.clock, push: createPush(settings, call) };
  const waiting = {
    ...following,
    readJob: (jobId: string, signal: AbortSignal) => read<JobView>({ method: 'GET', path: pathOf(jobId) }, { signal }),
    fetchJson: async (url: string, signal: AbortSignal) => (await fetchFile(settings, url, { signal })).json(),
  };

  return {
    submit(type, input, { idempotencyKey = crypto.randomUUID(), signal, timeoutMs, ...further } = {}) {
      const body: SubmitJobRequest = { type, input, ...further };
      const headers = { 'idempotency-key': idempotencyKey };
      return read({ method: 'POST', path: '/v1/jobs', headers, body }, { signal, timeoutMs });
    },
    get(job, { includeInput = false, ...callOptions } = {}) {
      return read({ method: 'GET', path: `${pathOf(job)}${includeInput ? '?include=input' : ''}` }, callOptions);
    },
    list({ signal, timeoutMs, type, status, tag, createdFrom, createdBefore, limit, cursor } = {}) {
      const times = { createdFrom: createdFrom?.toISOString(), createdBefore: createdBefore?.toISOString() };
      const query = queryOf({ type, status, tag: tag?.join('='), ...times, limit, cursor });
      return read<JobList>({ method: 'GET', path: `/v1/jobs${query}` }, { signal, timeoutMs });
    },
    retry: (job, callOptions) => read({ method: 'POST', path: `${pathOf(job)}/retry` }, callOptions),
    cancel: (job, callOptions) => read({ method: 'DELETE', path: pathOf(job) }, callOptions),
    async purge(job, callOptions) {
      await call({ method: 'DELETE', path: `${pathOf(job)}?purge=true` }, callOptions);
    },
    wait: (job, { signal = never(), timeoutMs = Infinity } = {}) =>
      waitForJob(waiting, idOf(job), { signal, timeoutMs }),
    watch: (job, { signal = never() } = {}) => watchJob(following, idOf(job), signal),
    upload: (content, uploadOptions = {}) => upload({ ...settings, call }, content, uploadOptions),
    download: (file, callOptions = {}) => fetchFile(settings, typeof file === 'string' ? file : file.url, callOptions),
    schedules: createSchedules(call),
    batches: createBatches(call, settings.clock),
    async jobTypes(callOptions) {
      return (await read<JobTypeList>({ method: 'GET', path: '/v1/job-types' }, callOptions)).jobTypes;
    },
    jobType: (name, callOptions) =>
      read<JobTypeView>({ method: 'GET', path: `/v1/job-types/${encodeURIComponent(name)}` }, callOptions),
  };
}

function createPush({ WebSocket, clock, random }: ClientSettings, call: CallApi): JobFeed | undefined {
  if (!WebSocket) return undefined;
  const requestUrl = async (signal: AbortSignal) => {
    // The channel tries again by itself, and polling bridges the time.
    const answer = await call({ method: 'POST', path: '/v1/connections' }, { signal, tries: 1 });
    return (answer.content as { readonly url: string }).url;
  };
  return createPushChannel({ requestUrl, WebSocket, clock, random });
}
