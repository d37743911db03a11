/**
 * What a deployable adds to the stand-ins' environment to be told from others: on AWS each has a role of its own, here
 * each signs with an access key id of its own. The secret is the same for all.
 */
export const actAs = {
  function: (name: string) => ({ AWS_ACCESS_KEY_ID: `function-${name}` }),
  /** A worker of a job type. */
  worker: (jobType: string) => ({ AWS_ACCESS_KEY_ID: `worker-${jobType}` }),
} as const;
