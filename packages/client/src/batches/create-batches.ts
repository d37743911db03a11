import type { BatchView, ManifestLocation } from '@jobs/shared-contracts';
import { withinTime, type Clock } from '../clock.ts';
import { WaitTimedOutError } from '../errors.ts';
import { never, type CallApi } from '../http/call-api.ts';
import { queryOf } from '../http/query-of.ts';
import type { JobContracts } from '../job-types.ts';
import type { Batches } from './batches.ts';

const ROOT = '/v1/batches';
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

const pathOf = (batchId: string) => `${ROOT}/${encodeURIComponent(batchId)}`;

export function createBatches<Types extends JobContracts<Types>>(call: CallApi, clock: Clock): Batches<Types> {
  const read = async <T>(...request: Parameters<CallApi>) => (await call(...request)).content as T;
  return {
    submit(jobs, { idempotencyKey = crypto.randomUUID(), signal, timeoutMs, ...further } = {}) {
      const headers = { 'idempotency-key': idempotencyKey };
      return read({ method: 'POST', path: ROOT, headers, body: { jobs, ...further } }, { signal, timeoutMs });
    },
    get: (batchId, settings) => read({ method: 'GET', path: pathOf(batchId) }, settings),
    list: ({ limit, cursor, ...settings } = {}) =>
      read({ method: 'GET', path: `${ROOT}${queryOf({ limit, cursor })}` }, settings),
    jobs: (batchId, { limit, cursor, ...settings } = {}) =>
      read({ method: 'GET', path: `${pathOf(batchId)}/jobs${queryOf({ limit, cursor })}` }, settings),
    async manifestUrl(batchId, settings) {
      const path = `${pathOf(batchId)}/manifest?redirect=false`;
      return (await read<ManifestLocation>({ method: 'GET', path }, settings)).url;
    },
    cancel: (batchId, settings) => read({ method: 'DELETE', path: pathOf(batchId) }, settings),
    wait(batchId, { signal = never(), timeoutMs = Infinity, onChange } = {}) {
      const timedOut = new WaitTimedOutError(batchId, timeoutMs);
      return withinTime({ clock, ms: timeoutMs, signal, timedOut }, async (within) => {
        let known = '';
        for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
          const batch = await read<BatchView>({ method: 'GET', path: pathOf(batchId) }, { signal: within });
          const counts = JSON.stringify(batch.counts);
          if (counts !== known) onChange?.(batch);
          known = counts;
          if (batch.status === 'COMPLETED') return batch;
          await clock.sleep(pauseMs, within);
        }
      });
    },
  };
}
