export interface FollowerPage {
  readonly jobIds: readonly string[];
  /** Pass it back to go on; absent at the end. */
  readonly cursor?: string;
}

/** Which jobs wait for a job. A link outlives the wait: whether a job still waits, the table of jobs knows. */
export interface Followers {
  /** Links the job to all that it waits for. Doing it again changes nothing. */
  addFollower(jobId: string, waitsFor: readonly string[]): Promise<void>;
  /** Strongly consistent: who was linked before a job ended is found after it. */
  listFollowers(awaitedId: string, query: { readonly limit: number; readonly cursor?: string }): Promise<FollowerPage>;
}
