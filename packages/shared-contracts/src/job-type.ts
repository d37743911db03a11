/** What job types are declared with: the entry `@jobs/shared-contracts/job-type`, for packages outside of this repository. */
export {
  defineJobType,
  InvalidJobTypeError,
  type Backoff,
  type Compute,
  type JobInput,
  type JobResult,
  type JobType,
  type JobTypeSettings,
  type Lane,
  type ScalingStep,
} from './job-types/define-job-type.ts';
export { FILE_NAME_PATTERN, FileReference, TextSource, UploadId } from './jobs/file-reference.ts';
