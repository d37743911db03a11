import { randomBytes } from 'node:crypto';

/** Version 00 of https://www.w3.org/TR/trace-context/#traceparent-header: neither id may be all zeros. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

export interface TraceContext {
  readonly traceparent: string;
  readonly traceId: string;
}

/** The trace that the request belongs to: the caller's own, or a new one. */
export function traceContextOf(header: string | undefined): TraceContext {
  const traceId = header === undefined ? undefined : TRACEPARENT.exec(header.trim())?.[1];
  if (header !== undefined && traceId !== undefined) return { traceparent: header.trim(), traceId };
  const newTraceId = randomBytes(16).toString('hex');
  return { traceparent: `00-${newTraceId}-${randomBytes(8).toString('hex')}-01`, traceId: newTraceId };
}
