import { payloadKeys } from '@jobs/job-store';
import { FILE_NAME_PATTERN } from '@jobs/shared-contracts';
import { FileNotFoundError, JobNotFoundError, ResultExpiredError } from '../errors.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jobIdOf } from '../http/job-id-parameter.ts';
import { declaredRetentionDays, resultStateOf } from '../job-view/result-state.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { GetJobFileConfig } from './load-config.ts';

const fileName = new RegExp(FILE_NAME_PATTERN);

/** Sends the client to a file that the job's last attempt wrote. A name that it did not write is S3's 404. */
export function createHandler(config: GetJobFileConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const { retentionDaysOf = declaredRetentionDays } = overrides;
  return createApiHandler({
    operationId: 'get-job-file',
    logger,
    now,
    handle: async (request) => {
      const jobId = jobIdOf(request);
      const name = request.pathParameters['name'] ?? '';
      const job = await store.jobs.getJob(jobId);
      if (job?.owner !== request.owner) throw new JobNotFoundError(jobId);
      if (job.status !== 'SUCCEEDED' || !fileName.test(name)) throw new FileNotFoundError(jobId, job.status);
      const { expiresAt, isExpired } = resultStateOf(job, now(), retentionDaysOf);
      if (isExpired) throw new ResultExpiredError(jobId);
      const key = payloadKeys.file(jobId, job.attempt, name);
      const location = await store.payloads.presignDownload(key, { fileName: name, until: expiresAt });
      return { statusCode: 302, headers: { location, 'cache-control': 'private, no-store' } };
    },
  });
}
