import { createHash, randomBytes } from 'node:crypto';

const digits = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

export const newBatchId = () => `bat_${randomBytes(16).toString('hex')}`;

/** The batch of an owner's Idempotency-Key: always the same, so that putting the batch is the check. */
export const batchIdOfKey = (owner: string, idempotencyKey: string) => `bat_${digits(`${owner}\0${idempotencyKey}`)}`;

/** The job at a place of a batch: always the same, so that it is made once however often the batch is submitted. */
export const memberJobId = (batchId: string, index: number) => `job_${digits(`${batchId}\0${index}`)}`;
