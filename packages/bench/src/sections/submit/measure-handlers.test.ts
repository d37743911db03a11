import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { measureHandlers } from './measure-handlers.ts';
import { submitReport } from './submit-report.ts';

jest.setTimeout(120_000);

const ROOT = join(import.meta.dirname, '../../../../..');

test('times the built handlers and the bare calls on stand-ins, as often as each other', async () => {
  const times = await measureHandlers(ROOT, { blocks: 1, callsPerBlock: 2 });
  expect(Object.keys(times.submit)).toEqual(['handler', 'bare', 'bare-three']);
  for (const side of [...Object.values(times.submit), ...Object.values(times.get)]) {
    expect(side.wallMs).toHaveLength(2);
    expect(Math.min(...side.wallMs)).toBeGreaterThan(0);
  }
  const { targets } = submitReport(times, { submit: [100], status: [300] });
  expect(targets).toEqual([expect.objectContaining({ wanted: { atMost: 1.15 }, measured: expect.any(Number) })]);
});
