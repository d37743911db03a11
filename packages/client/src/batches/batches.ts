import type {
  BatchList,
  BatchMemberList,
  BatchSubmission,
  BatchView,
  CreateBatchRequest,
} from '@jobs/shared-contracts';
import type { CallSettings, WaitOptions } from '../client.ts';
import type { JobContracts, NameOf } from '../job-types.ts';

type BatchJobOptions = Readonly<Omit<CreateBatchRequest['jobs'][number], 'type' | 'input'>>;

/** A job of a batch, with whatever else a submission may say; `after: ['#0']` is the first of the batch. */
export type BatchJob<Types extends JobContracts<Types>> = {
  readonly [Name in NameOf<Types>]: { readonly type: Name; readonly input: Types[Name]['input'] } & BatchJobOptions;
}[NameOf<Types>];

export interface BatchOptions extends CallSettings, Readonly<Omit<CreateBatchRequest, 'jobs'>> {
  /** The same key with the same request answers with the same batch. Default: a random one. */
  readonly idempotencyKey?: string;
}

export interface BatchPageOptions extends CallSettings {
  /** From 1 to 100. Default: 20. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** Many jobs that are submitted together. */
export interface Batches<Types extends JobContracts<Types>> {
  /** Each job is accepted or refused on its own: `results` says which. */
  submit(jobs: readonly BatchJob<Types>[], options?: BatchOptions): Promise<BatchSubmission>;
  get(batchId: string, options?: CallSettings): Promise<BatchView>;
  /** A page of one's own, the newest first. */
  list(options?: BatchPageOptions): Promise<BatchList>;
  /** A page of its jobs, in the order of the request. */
  jobs(batchId: string, options?: BatchPageOptions): Promise<BatchMemberList>;
  /** Where the manifest of one that has completed can be downloaded for 15 minutes, without the API key. */
  manifestUrl(batchId: string, options?: CallSettings): Promise<string>;
  /** The jobs that have not ended are cancelled. */
  cancel(batchId: string, options?: CallSettings): Promise<BatchView>;
  /**
   * Waits until all of its jobs have ended, however that was. `onChange` is told of each change of the counts.
   * @throws {WaitTimedOutError} whose `jobId` is that of the batch
   */
  wait(batchId: string, options?: WaitOptions & { readonly onChange?: (batch: BatchView) => void }): Promise<BatchView>;
}
