import type { JobEvent } from '@jobs/shared-contracts';

export interface JobEvents {
  /**
   * Publishes all of them, in batches.
   * @throws {PublishFailedError} when any was not taken; publish them again, subscribers drop what they know
   */
  publish(events: readonly JobEvent[]): Promise<void>;
}
