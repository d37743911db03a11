import type { PushMessage } from '@jobs/shared-contracts';

export type PostOutcome =
  | 'sent'
  /** The connection is closed. */
  | 'gone'
  /** No frame takes so much: sending it again would not help. */
  | 'too-large';

/** The way to the clients of open connections. */
export interface PushChannel {
  /** @throws {DependencyError} when it could not be sent; it is transient when sending it again may help */
  post(connectionId: string, message: PushMessage): Promise<PostOutcome>;
}
