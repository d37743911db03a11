import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { startPostgres } from './start-postgres.ts';
import type { Peer } from './peer.ts';

const quiet = new Logger(() => () => {});

export const graphileWorker: Peer = {
  name: 'graphile-worker',
  broker: 'PostgreSQL',
  guarantees:
    'stored, also in one’s own transaction, before it is accepted; a dead worker’s jobs wait four hours; keeps no results',
  open: async (slots, done) => {
    const postgres = await startPostgres();
    const { connectionString } = postgres;
    const utils = await makeWorkerUtils({ connectionString, logger: quiet, maxPoolSize: slots });
    await utils.migrate();
    const runner = await run({
      connectionString,
      logger: quiet,
      concurrency: slots,
      maxPoolSize: slots,
      noHandleSignals: true,
      pollInterval: 1000,
      taskList: { bench: () => Promise.resolve() },
    });
    runner.events.on('job:complete', done);
    return {
      submit: async () => {
        await utils.addJob('bench', { source: { text: 'Nothing to do.' } }, { maxAttempts: 3 });
      },
      close: async () => {
        await runner.stop();
        await utils.release();
        await postgres.stop();
      },
    };
  },
};
