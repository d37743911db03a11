import { isJobId } from '@jobs/shared-contracts';
import type { ReceivedMessage } from '../../port/job-queues.ts';

/** What a message's body says: the job that it stands for. */
export function readContent(body: string): ReceivedMessage['content'] {
  try {
    const content: unknown = JSON.parse(body);
    if (typeof content === 'object' && content !== null && 'jobId' in content && isJobId(content.jobId)) {
      return { jobId: content.jobId };
    }
  } catch {
    // No JSON, so nothing that this system sent.
  }
  return { malformed: body };
}
