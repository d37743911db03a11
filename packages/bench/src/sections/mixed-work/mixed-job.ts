import { textAnalyze } from '@jobs/shared-contracts';
import { defineJob } from '@jobs/worker';
import { RESULT } from '../../worker/runner-of.ts';
import { doMixedWork, type MixedInput } from './simulated-work.ts';

/** A job of the mix, for a thread to run. */
export default defineJob(textAnalyze, async ({ input }) => {
  await doMixedWork(input as MixedInput);
  return RESULT;
});
