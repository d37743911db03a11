import { findJobType, type JobType } from '@jobs/shared-contracts';
import { JobTypeNotFoundError } from '../errors.ts';
import type { ApiRequest } from '../http/create-api-handler.ts';

/** The job type that a path names. @throws {JobTypeNotFoundError} */
export function jobTypeOf({ pathParameters }: Pick<ApiRequest, 'pathParameters'>): JobType {
  const jobType = findJobType(pathParameters['type'] ?? '');
  if (!jobType) throw new JobTypeNotFoundError();
  return jobType;
}
