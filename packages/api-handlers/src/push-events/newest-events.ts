import { validateJobEvent, type JobEvent } from '@jobs/shared-contracts';
import type { SQSRecord } from 'aws-lambda';

export interface ReceivedEvent {
  readonly messageId: string;
  readonly event: JobEvent;
}

/** What a batch brings: of each job the newest event, since that holds all that the others do; and what is none. */
export function newestEvents(records: readonly Pick<SQSRecord, 'messageId' | 'body'>[]): {
  readonly newest: readonly ReceivedEvent[];
  readonly malformed: readonly string[];
} {
  const newest = new Map<string, ReceivedEvent>();
  const malformed: string[] = [];
  for (const { messageId, body } of records) {
    const event = parseEvent(body);
    if (!event) {
      malformed.push(messageId);
      continue;
    }
    const known = newest.get(event.subject);
    if (!known || known.event.data.version < event.data.version) newest.set(event.subject, { messageId, event });
  }
  return { newest: [...newest.values()], malformed };
}

function parseEvent(body: string): JobEvent | undefined {
  try {
    const checked = validateJobEvent(JSON.parse(body));
    return checked.valid ? checked.value : undefined;
  } catch {
    return undefined;
  }
}
