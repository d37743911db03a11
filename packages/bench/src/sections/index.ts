import type { Section } from '../section.ts';
import { callsAndCost } from './calls-and-cost/index.ts';
import { durableJobs } from './durable-jobs/index.ts';
import { growth } from './growth/index.ts';
import { mixedWork } from './mixed-work/index.ts';
import { peers } from './peers/index.ts';
import { queueLayer } from './queue-layer/index.ts';
import { start } from './start/index.ts';
import { submit } from './submit/index.ts';

/** In the order of the document. */
export const SECTIONS: readonly Section[] = [
  queueLayer,
  durableJobs,
  mixedWork,
  submit,
  peers,
  start,
  callsAndCost,
  growth,
];
