import { MalformedQueryError } from '../errors.ts';
import { matches, parseIfNoneMatch } from '../http/conditional-request.ts';
import { createApiHandler, type ApiHandler, type ApiRequest } from '../http/create-api-handler.ts';
import { jobEntityTag, jobHeaders } from '../http/job-headers.ts';
import { jobIdOf } from '../http/job-id-parameter.ts';
import { parseWaitSeconds } from '../http/prefer.ts';
import { jsonResponse, notModified } from '../http/response.ts';
import { presentJob } from '../job-view/present-job.ts';
import { declaredRetentionDays, resultStateOf } from '../job-view/result-state.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { GetJobConfig } from './load-config.ts';
import { readJob } from './read-job.ts';

export function createHandler(config: GetJobConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now, sleep } = openRuntimeWithStore(config, overrides);
  const { retentionDaysOf = declaredRetentionDays } = overrides;
  return createApiHandler({
    operationId: 'get-job',
    logger,
    now,
    handle: async (request) => {
      const jobId = jobIdOf(request);
      const includeInput = wantsInput(request);
      const ifNoneMatch = parseIfNoneMatch(request.headers['if-none-match']);
      const waitSeconds = parseWaitSeconds(request.headers['prefer']);
      const job = await readJob(
        { jobs: store.jobs, now, sleep },
        {
          jobId,
          owner: request.owner,
          waitMs: (waitSeconds ?? 0) * 1000,
          ...(ifNoneMatch.tags.size > 0 && { isKnown: (state) => matches(ifNoneMatch, jobEntityTag(state)) }),
        },
      );
      const headers = {
        ...jobHeaders(job, now()),
        ...(waitSeconds !== undefined && { 'preference-applied': `wait=${waitSeconds}` }),
      };
      const result = resultStateOf(job, now(), retentionDaysOf);
      // That its result is gone changes nothing of the job, and so not its version.
      if (!result.isExpired && matches(ifNoneMatch, jobEntityTag(job))) return notModified(headers);
      return jsonResponse(200, await presentJob(job, store.payloads, { includeInput, result }), headers);
    },
  });
}

function wantsInput({ query }: Pick<ApiRequest, 'query'>): boolean {
  const include = query['include'];
  if (include !== undefined && include !== 'input') {
    throw new MalformedQueryError('The query parameter "include" takes "input" and nothing else.');
  }
  return include === 'input';
}
