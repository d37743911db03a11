import type { Section } from '../section.ts';
import { callsAndCost } from './calls-and-cost/index.ts';
import { durableJobs } from './durable-jobs/index.ts';
import { growth } from './growth/index.ts';
import { mixedWork } from './mixed-work/index.ts';
import { peers } from './peers/index.ts';
import { queueLayer } from './queue-layer/index.ts';

/** In the order of the document. */
export const SECTIONS: readonly Section[] = [queueLayer, durableJobs, mixedWork, peers, callsAndCost, growth];
