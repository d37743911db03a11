/** Tasks of a job type's service, as the platform counts them. */
export interface WorkerCounts {
  readonly running: number;
  readonly pending: number;
  readonly desired: number;
}

export interface WorkerServices {
  /**
   * By job type; types without a service are left out.
   * @throws {DependencyError} when the platform does not answer, or may not be asked
   */
  countWorkers(jobTypes: readonly string[]): Promise<ReadonlyMap<string, WorkerCounts>>;
}
