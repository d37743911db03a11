/** A program of the test ended badly; its output says why. */
export class ProgramFailedError extends Error {
  override readonly name = 'ProgramFailedError';
  readonly code = 'PROGRAM_FAILED';
}

/** The emulated account did not start. */
export class AccountStartError extends Error {
  override readonly name = 'AccountStartError';
  readonly code = 'ACCOUNT_START';
}

/** A mutation's text is not in the configuration any more, so that it would change nothing. */
export class MutationMissedError extends Error {
  override readonly name = 'MutationMissedError';
  readonly code = 'MUTATION_MISSED';
}
