import { LIMITS } from '@jobs/shared-contracts';

/** For clocks that differ, and for a subscription that is made in a connection’s last moment. */
const MARGIN_MS = 15 * 60 * 1000;

/** How long what a connection leaves behind is kept, and a job is watched after a subscription: longer than any lasts. */
export const CONNECTION_KEPT_MS = LIMITS.connectionSeconds * 1000 + MARGIN_MS;
