import { randomBytes } from 'node:crypto';

/** Version 00 of https://www.w3.org/TR/trace-context/#traceparent-header: neither id may be all zeros. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const TRACE_ID_BYTES = 16;
const PARENT_ID_BYTES = 8;

export interface TraceContext {
  readonly traceparent: string;
  readonly traceId: string;
}

/** The trace that the request belongs to: the caller's own, or a new one. */
export function traceContextOf(header: string | undefined): TraceContext {
  const traceId = header === undefined ? undefined : TRACEPARENT.exec(header.trim())?.[1];
  if (header !== undefined && traceId !== undefined) return { traceparent: header.trim(), traceId };
  // Both ids at once: asking for random bytes costs the same for few as for many.
  const ids = randomBytes(TRACE_ID_BYTES + PARENT_ID_BYTES).toString('hex');
  const newTraceId = ids.slice(0, TRACE_ID_BYTES * 2);
  return { traceparent: `00-${newTraceId}-${ids.slice(TRACE_ID_BYTES * 2)}-01`, traceId: newTraceId };
}
