import { csvEtl, infrastructureSettings } from '@jobs/shared-contracts';
import {
  apiKeyTablePortSuite,
  batchesPortSuite,
  controlsPortSuite,
  createTestClock,
  followersPortSuite,
  jobEventsPortSuite,
  jobQueuesPortSuite,
  jobTablePortSuite,
  limitsPortSuite,
  payloadStorePortSuite,
  schedulesPortSuite,
  uniqueKeysPortSuite,
  wakeStatesPortSuite,
} from '../testing/index.ts';
import { createMemoryControls } from './create-memory-controls.ts';
import { createMemoryJobStore } from './create-memory-job-store.ts';
import { servePayloads } from './payloads/serve-payloads.ts';

function start(payloadOrigin = () => '') {
  const clock = createTestClock();
  // No test here waits for time to pass: what a long poll waits for arrives.
  const store = createMemoryJobStore({ clock: { now: clock.now, after: () => () => {} }, payloadOrigin });
  return { ...store, clock, stop: async () => {} };
}

async function startQueues() {
  const { queues, stop } = start();
  const { queues: lanes, deadLetterQueue, maxReceiveCount } = infrastructureSettings(csvEtl);
  const queue = lanes[0]?.name ?? '';
  return {
    queues,
    queue,
    deadLetterQueue,
    maxReceiveCount,
    sendBody: async (body: string) => queues.sendBody(queue, body),
    purge: async () => {
      for (const name of [queue, deadLetterQueue]) queues.purge(name);
    },
    stop,
  };
}

async function startEvents() {
  const { events, stop } = start();
  let received = 0;
  return {
    events,
    receive: async (count: number) => events.published.slice(received, (received += count)),
    stop,
  };
}

async function startPayloads() {
  const store = start(() => server.origin);
  const server = await servePayloads(() => store.payloads);
  return { ...store, stop: server.stop };
}

async function startControls() {
  const clock = createTestClock();
  const intervalMs = 30_000;
  return { ...createMemoryControls({ now: clock.now, intervalMs }), clock, intervalMs, stop: async () => {} };
}

jobTablePortSuite('Memory', async () => start());
apiKeyTablePortSuite('Memory', async () => start());
jobQueuesPortSuite('Memory', startQueues);
jobEventsPortSuite('Memory', startEvents);
payloadStorePortSuite('Memory', startPayloads);
schedulesPortSuite('Memory', async () => start());
limitsPortSuite('Memory', async () => start());
followersPortSuite('Memory', async () => start());
batchesPortSuite('Memory', async () => start());
uniqueKeysPortSuite('Memory', async () => start());
controlsPortSuite('Memory', startControls);
wakeStatesPortSuite('Memory', startControls);
