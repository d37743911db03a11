import { JOB_TYPES, jobTypeView } from '@jobs/shared-contracts';
import { JobTypeNotFoundError } from '../errors.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { staticDocument } from '../http/static-document.ts';
import { openRuntime, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { GetJobTypeConfig } from './load-config.ts';

export function createHandler(config: GetJobTypeConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const answers = new Map<string, ReturnType<typeof staticDocument>>(
    JOB_TYPES.map((jobType) => [jobType.name, staticDocument(jobTypeView(jobType))]),
  );
  return createApiHandler({
    operationId: 'get-job-type',
    ...openRuntime(config, overrides),
    handle: (request) => {
      const answer = answers.get(request.pathParameters['type'] ?? '');
      if (!answer) throw new JobTypeNotFoundError();
      return answer(request);
    },
  });
}
