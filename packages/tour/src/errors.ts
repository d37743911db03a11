/** The outcome of a step is not as it should be. */
export class StepFailedError extends Error {
  override readonly name = 'StepFailedError';
  readonly code = 'step-failed';
}
