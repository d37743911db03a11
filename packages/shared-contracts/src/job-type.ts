/** What job types are declared with: the entry `@jobs/shared-contracts/job-type`, for packages outside of this repository. */
export {
  defineJobType,
  InvalidJobTypeError,
  type Backoff,
  type JobInput,
  type JobResult,
  type JobType,
  type JobTypeSettings,
  type Lane,
} from './job-types/define-job-type.ts';
export type { Compute } from './job-types/compute.ts';
export type { EcsCompute, ScalingStep } from './job-types/ecs-compute.ts';
export type { JobLimits } from './job-types/job-limits.ts';
export type { LambdaCompute } from './job-types/lambda-compute.ts';
export { FILE_NAME_PATTERN, FileReference, TextSource, UploadId } from './jobs/file-reference.ts';
