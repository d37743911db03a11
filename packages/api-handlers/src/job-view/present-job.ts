import { summaryOf, type JobRecord, type PayloadStore, type StoredPayload } from '@jobs/job-store';
import type { JobView } from '@jobs/shared-contracts';
import { presentAttempts } from './present-attempts.ts';
import { presignFiles } from './presign-files.ts';

type Presigner = Pick<PayloadStore, 'presignDownload'>;

/** A job as its owner sees it: files and large payloads as URLs that work for a while. */
export async function presentJob(
  job: JobRecord,
  payloads: Presigner,
  { includeInput = false }: { readonly includeInput?: boolean } = {},
): Promise<JobView> {
  const [result, input] = await Promise.all([
    job.result && presentResult(job.jobId, job.result, payloads),
    includeInput ? presentInput(job.input, payloads) : undefined,
  ]);
  return { ...summaryOf(job), ...presentAttempts(job), ...input, ...result };
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
