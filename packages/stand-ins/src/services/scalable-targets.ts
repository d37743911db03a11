/**
 * Between how many tasks the services of job types are scaled, by the job type's name. What is set of one is seen by
 * everybody who scales it.
 */
export type ScalableTargets = Map<string, { readonly minTasks: number; readonly maxTasks: number }>;
