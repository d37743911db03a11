import type { JobSummary } from '@jobs/shared-contracts';
import { parseJson } from '../http/parse-json.ts';

/** What the client sends, one object in each text frame. */
export type PushRequest =
  | { readonly action: 'subscribe' | 'unsubscribe'; readonly jobId: string }
  | { readonly action: 'ping' };

/** What the client acts on; of all else it matters only that it came. */
export type PushMessage =
  | { readonly type: 'job'; readonly job: JobSummary }
  | { readonly type: 'subscribed'; readonly jobId: string }
  | { readonly type: 'error'; readonly jobId: string };

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Reads a frame; undefined when it is nothing that the client acts on. */
export function readPushMessage(frame: unknown): PushMessage | undefined {
  const { type, job, jobId, request } = fieldsOf(typeof frame === 'string' ? parseJson(frame) : undefined);
  if (type === 'job') {
    const { id, version } = fieldsOf(job);
    return typeof id === 'string' && typeof version === 'number' ? { type, job: job as JobSummary } : undefined;
  }
  const about = type === 'error' ? fieldsOf(request)['jobId'] : jobId;
  return (type === 'subscribed' || type === 'error') && typeof about === 'string' ? { type, jobId: about } : undefined;
}
