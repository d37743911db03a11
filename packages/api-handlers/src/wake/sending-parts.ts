import type { OpenParts } from '@jobs/job-store';
import { queues, wakeStates } from '@jobs/job-store/parts';
import { serviceScalingWhenNeeded } from '@jobs/job-store/service-scaling-when-needed';

/** The parts of the store that whoever sends messages of jobs is configured for: a message wakes who is to receive it. */
export const SENDING_PARTS: OpenParts<'queues' | 'wakeStates' | 'serviceScaling'> = {
  queues,
  wakeStates,
  serviceScaling: serviceScalingWhenNeeded,
};
