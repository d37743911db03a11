import { expect, test } from '@jest/globals';
import { SMALL_SIZE } from './push-load-options.ts';
import { faultsOf, pushLoadRows } from './push-load-table.ts';
import { runPushLoad } from './run-push-load.ts';

const TIME_LIMIT_MS = 10 * 60_000;

test(
  `${SMALL_SIZE.sockets} sockets are told of the end of every job that they watch, ${SMALL_SIZE.jobs} jobs in all`,
  async () => {
    const load = await runPushLoad({ ...SMALL_SIZE, signal: new AbortController().signal });
    expect(faultsOf(load)).toEqual([]);
    expect(Object.fromEntries(pushLoadRows(load))).toMatchObject({
      'ends that sockets were told of': String(SMALL_SIZE.jobs * SMALL_SIZE.watchers),
      'ends missed': '0',
    });
  },
  TIME_LIMIT_MS,
);
