import { isJobId } from '@jobs/shared-contracts';
import { MalformedJobIdError } from '../errors.ts';
import type { ApiRequest } from './create-api-handler.ts';

/** The `{jobId}` of the path. */
export function jobIdOf({ pathParameters, annotate }: ApiRequest): string {
  const jobId = pathParameters['jobId'];
  if (!isJobId(jobId)) throw new MalformedJobIdError();
  annotate({ jobId });
  return jobId;
}
