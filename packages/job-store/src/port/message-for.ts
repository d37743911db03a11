import type { OutgoingMessage } from './job-queues.ts';
import type { JobRecord } from './job-record.ts';

/** The message for a job: of one whose time has not come, delayed until then. Rounded up: it must not start before. */
export function messageFor({ jobId, owner, runAt = 0 }: JobRecord, now: number): OutgoingMessage {
  const delaySeconds = Math.ceil((runAt - now) / 1000);
  return { jobId, owner, ...(delaySeconds > 0 && { delaySeconds }) };
}
