import type { Chapter } from '../tour.ts';
import { failures } from './failures.ts';
import { firstSteps } from './first-steps.ts';
import { later } from './later.ts';
import { operating } from './operating.ts';
import { together } from './together.ts';
import { whichWhen } from './which-when.ts';

/** The tour, in its order. What a chapter shows may be of jobs that those of an earlier stage have run. */
export const STAGES: readonly (readonly Chapter[])[] = [
  [firstSteps],
  [later, together, whichWhen],
  [failures],
  [operating],
];
