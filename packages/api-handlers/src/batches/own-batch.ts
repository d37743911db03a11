import type { Batches, BatchRecord } from '@jobs/job-store';
import { isBatchId } from '@jobs/shared-contracts';
import { BatchNotFoundError } from '../errors.ts';
import type { ApiRequest } from '../http/create-api-handler.ts';

/** The batch that the path names. Another owner's does not exist. @throws {BatchNotFoundError} */
export async function ownBatch(
  batches: Pick<Batches, 'getBatch'>,
  { owner, pathParameters }: Pick<ApiRequest, 'owner' | 'pathParameters'>,
): Promise<BatchRecord> {
  const { batchId } = pathParameters;
  const batch = isBatchId(batchId) ? await batches.getBatch(batchId) : undefined;
  if (batch?.owner !== owner) throw new BatchNotFoundError();
  return batch;
}
