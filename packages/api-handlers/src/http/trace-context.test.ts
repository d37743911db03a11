import { describe, expect, test } from '@jest/globals';
import { traceContextOf } from './trace-context.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE_ID}-00f067aa0ba902b7-01`;

describe('trace context', () => {
  test('a valid traceparent is carried on', () => {
    expect(traceContextOf(TRACEPARENT)).toEqual({ traceparent: TRACEPARENT, traceId: TRACE_ID });
  });

  test.each([
    undefined,
    '',
    'nonsense',
    TRACEPARENT.toUpperCase(),
    `01${TRACEPARENT.slice(2)}`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${TRACE_ID}-${'0'.repeat(16)}-01`,
    `${TRACEPARENT}-more`,
  ])('a new trace is begun for %p', (header) => {
    const { traceparent, traceId } = traceContextOf(header);
    expect(traceContextOf(traceparent)).toEqual({ traceparent, traceId });
    expect(traceId).not.toBe(TRACE_ID);
  });
});
