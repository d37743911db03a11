import type { Lane } from '@jobs/shared-contracts';

/** How many jobs of a lane are begun for each of another lane, while both have work: each lane gets four times the next. */
export const LANE_WEIGHTS: Readonly<Record<Lane, number>> = { high: 16, standard: 4, low: 1 };
