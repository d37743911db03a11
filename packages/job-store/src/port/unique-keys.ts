/** A key that one active job of an owner and a job type has at most. */
export interface UniqueKeyRef {
  readonly owner: string;
  readonly type: string;
  readonly key: string;
}

export type HoldOutcome =
  /** It is the job's, or was before. */
  | { readonly outcome: 'held' }
  /** It is another job's, since then. Whether that one is still active, the table of jobs knows. */
  | { readonly outcome: 'taken'; readonly jobId: string; readonly sinceMs: number };

/** Which job holds a key. Nobody gives a key back: the end of its job frees it. */
export interface UniqueKeys {
  /**
   * Has the job hold the key, unless another does that is not `insteadOf`. Of many that ask at once one gets it; asking
   * again changes nothing.
   */
  holdKey(
    ref: UniqueKeyRef,
    hold: { readonly jobId: string; readonly startsAt: number; readonly insteadOf?: string },
  ): Promise<HoldOutcome>;
}
