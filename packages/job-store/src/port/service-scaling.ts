/** Between how many tasks the services of job types are scaled. */
export interface ServiceScaling {
  /**
   * Changes the minimum, and nothing else. A service that has fewer tasks is given as many; one that has more keeps them.
   * @throws {DependencyError} also when the minimum would be above the maximum
   */
  setMinimum(jobType: string, minTasks: number): Promise<void>;
  /** By job type; types that nothing scales are left out. */
  getMinimums(jobTypes: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
