import { textAnalyze } from '@jobs/shared-contracts';

// No job type of the repository keeps its results for a shorter time than its jobs. Here one does, in a thread of its own.
Object.assign(textAnalyze, { resultRetentionDays: 7 });

export { default } from './behaviours.ts';
