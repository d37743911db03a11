import { summaryOf, type JobRecord, type PayloadStore, type StoredPayload } from '@jobs/job-store';
import type { JobView } from '@jobs/shared-contracts';
import { presentAttempts } from './present-attempts.ts';
import { presignFiles } from './presign-files.ts';
import { KEPT, type ResultState } from './result-state.ts';

type Presigner = Pick<PayloadStore, 'presignDownload'>;

export interface PresentOptions {
  readonly includeInput?: boolean;
  /** Without it, the result is kept for as long as the job. */
  readonly result?: ResultState;
}

/** URLs that work no longer than the result is kept. */
const untilExpiry = (payloads: Presigner, until: number | undefined): Presigner => ({
  presignDownload: (key, options) =>
    payloads.presignDownload(key, { ...options, ...(until !== undefined && { until }) }),
});

/** A job as its owner sees it: files and large payloads as URLs that work for a while. */
export async function presentJob(
  job: JobRecord,
  payloads: Presigner,
  { includeInput = false, result: { expiresAt, isExpired } = KEPT }: PresentOptions = {},
): Promise<JobView> {
  const [result, input] = await Promise.all([
    job.result && !isExpired && presentResult(job.jobId, job.result, untilExpiry(payloads, expiresAt)),
    includeInput ? presentInput(job.input, payloads) : undefined,
  ]);
  const expiry = expiresAt === undefined ? undefined : new Date(expiresAt).toISOString();
  return {
    ...summaryOf(job),
    ...presentAttempts(job),
    ...input,
    ...result,
    ...(expiry !== undefined && { [isExpired ? 'resultExpiredAt' : 'resultExpiresAt']: expiry }),
  };
}

async function presentInput(input: StoredPayload, payloads: Presigner): Promise<Pick<JobView, 'input' | 'inputUrl'>> {
  return 'key' in input ? { inputUrl: await payloads.presignDownload(input.key) } : { input: input.inline };
}

async function presentResult(
  jobId: string,
  result: StoredPayload,
  payloads: Presigner,
): Promise<Pick<JobView, 'result' | 'resultUrl'>> {
  return 'key' in result
    ? { resultUrl: await payloads.presignDownload(result.key) }
    : { result: await presignFiles(jobId, result.inline, payloads) };
}
