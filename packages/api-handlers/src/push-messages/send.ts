import type { PushMessage } from '@jobs/shared-contracts';

/** Sends to the connection that a message came from. */
export type Send = (message: PushMessage) => Promise<void>;
