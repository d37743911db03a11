import { textAnalyze } from '@jobs/shared-contracts';
import { defineJob } from '@jobs/worker';
import { RESULT } from '../../worker/runner-of.ts';

/** A job that has nothing to do, for a thread to run. */
export default defineJob(textAnalyze, () => RESULT);
