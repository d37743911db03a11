/** `node packages/api-handlers/src/testing/fairness/main.ts`: the figures of docs/limits.md. */
import { fairnessTable } from './fairness-rows.ts';

const JOBS_OF_ONE = 10_000;

console.log(await fairnessTable(JOBS_OF_ONE));
