import { Queue, Worker } from 'bullmq';
import { startRedis } from './start-redis.ts';
import type { Peer } from './peer.ts';

export const bullmq: Peer = {
  name: 'BullMQ',
  broker: 'Redis, which writes to its file every second',
  guarantees: 'kept in memory; what came in the last second before a crash can be lost; a stalled job runs again',
  open: async (slots, done) => {
    const redis = await startRedis();
    const connection = { host: '127.0.0.1', port: redis.port, maxRetriesPerRequest: null };
    const queue = new Queue('bench', { connection });
    const worker = new Worker('bench', () => Promise.resolve({ done: true }), { connection, concurrency: slots });
    worker.on('completed', done);
    await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
    return {
      submit: async () => {
        await queue.add('bench', { source: { text: 'Nothing to do.' } }, { attempts: 3, removeOnComplete: 1000 });
      },
      close: async () => {
        await worker.close();
        await queue.close();
        await redis.stop();
      },
    };
  },
};
