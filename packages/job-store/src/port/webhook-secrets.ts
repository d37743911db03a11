export interface WebhookSecret {
  /** `whs_…`, to tell secrets apart without naming them. */
  readonly id: string;
  /** `whsec_` and base64. */
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Set once another has replaced it: until then both sign. */
  readonly signsUntil?: number;
}

/** The secrets that an owner's webhooks are signed with. */
export interface WebhookSecrets {
  /** Those that sign now, the newest first; two at most. */
  listSecrets(owner: string): Promise<readonly WebhookSecret[]>;
  /**
   * Makes `secret` the newest; the one before signs for another `overlapMs`, older ones no more.
   * @throws {DependencyError} when another rotation came between; try again
   */
  addSecret(owner: string, secret: Pick<WebhookSecret, 'id' | 'secret'>, overlapMs: number): Promise<WebhookSecret>;
}
