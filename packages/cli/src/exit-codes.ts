/** What the process ends with. Documented in docs/cli.md. */
export const EXIT = {
  ok: 0,
  /** The API refused it, or it could not be done. */
  failed: 1,
  wrongUsage: 2,
  jobFailed: 3,
  jobCancelled: 4,
  unreachable: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
