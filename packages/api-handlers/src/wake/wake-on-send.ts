import { wakeTimes, type JobStore, type JobStoreConfig } from '@jobs/job-store';
import type { Logger } from '../logging/create-logger.ts';
import { createWaker } from './create-waker.ts';
import type { SENDING_PARTS } from './sending-parts.ts';
import { wakingQueues } from './waking-queues.ts';

type SendingStore = Pick<JobStore, keyof typeof SENDING_PARTS>;

const sends = (store: Partial<JobStore>): store is Partial<JobStore> & SendingStore =>
  store.queues !== undefined && store.wakeStates !== undefined && store.serviceScaling !== undefined;

/** The same store, whose queues wake services with each message, where its parts are those of somebody who sends. */
export function wakeOnSend<Store extends Partial<JobStore>>(
  { resources }: { readonly resources: Partial<JobStoreConfig['resources']> },
  store: Store,
  { now, logger }: { readonly now: () => number; readonly logger: Logger },
): Store {
  if (!sends(store) || !resources.wakeStates) return store;
  const { wakeStates, serviceScaling } = store;
  const times = wakeTimes(resources.wakeStates.idleSeconds);
  return {
    ...store,
    queues: wakingQueues(store.queues, createWaker({ wakeStates, serviceScaling, times, now, log: logger })),
  };
}
