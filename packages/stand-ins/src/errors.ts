/** A stand-in did not start. The message says which and what to do. */
export class StandInStartError extends Error {
  override readonly name = 'StandInStartError';
  readonly code = 'stand-in-start-failed';
}
