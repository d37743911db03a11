/** From the launch of a task until it receives messages. In milliseconds. */
export interface StartTime {
  readonly minMs: number;
  readonly modeMs: number;
  readonly maxMs: number;
}

/**
 * AWS quotes 30 to 45 s for Fargate; 53 to 62 s were measured with an image of 413 MB, which is pulled anew for every
 * task. Between them, most often 42 s.
 */
export const FARGATE_START: StartTime = { minMs: 30_000, modeMs: 42_000, maxMs: 62_000 };
