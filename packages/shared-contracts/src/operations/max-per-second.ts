import Type from 'typebox';
import { LIMITS } from '../limits.ts';

/** How many jobs of one request begin in a second, at most. */
export const MaxPerSecond = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: LIMITS.redrivenJobs,
    description: 'So many of them begin in a second at most, by delaying their messages; all at once unless said',
  }),
);
