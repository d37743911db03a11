/** A job type of that name can't be scaffolded; the message says why, for people. */
export class UnusableNameError extends Error {
  override readonly name = 'UnusableNameError';
  readonly code = 'unusable-name';
}
