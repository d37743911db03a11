import { csvEtlWithin } from '../jobs/csv-etl/index.ts';

/** The csv-etl job, with so little memory that no test takes what the machine has. */
export const SMALL_SHARE = { memoryMiB: 150, processMiB: 300, threads: 1 };

export default csvEtlWithin(SMALL_SHARE);
