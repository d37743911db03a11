import type { JobMessage, PushMessage } from '@jobs/shared-contracts';
import { parseJson } from '../http/parse-json.ts';

type MessageType = PushMessage['type'];

/** What the client acts on; of all else it matters only that it came. */
export type PushNews =
  | JobMessage
  | { readonly type: Extract<MessageType, 'subscribed'>; readonly jobId: string }
  /** The request that was refused was about this job. */
  | { readonly type: Extract<MessageType, 'error'>; readonly jobId: string };

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Reads a frame; undefined when it is nothing that the client acts on. */
export function readPushNews(frame: unknown): PushNews | undefined {
  const { type, job, jobId, request } = fieldsOf(typeof frame === 'string' ? parseJson(frame) : undefined);
  if (type === 'job') {
    const { id, version } = fieldsOf(job);
    return typeof id === 'string' && typeof version === 'number' ? ({ type, job } as JobMessage) : undefined;
  }
  const about = type === 'error' ? fieldsOf(request)['jobId'] : jobId;
  return (type === 'subscribed' || type === 'error') && typeof about === 'string' ? { type, jobId: about } : undefined;
}
