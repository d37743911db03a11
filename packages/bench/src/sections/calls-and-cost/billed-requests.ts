import type { InterceptedCall } from '@jobs/stand-ins';
import { PRICES } from '@jobs/prices';

const chunks = (bytes: number, kib: number) => Math.max(1, Math.ceil(bytes / (kib * 1024)));

/** Of SNS's form: as many bytes as the parameters have before they are encoded. */
const formBytes = (body: string) =>
  [...new URLSearchParams(body)].reduce((total, [, value]) => total + Buffer.byteLength(value), 0);

/** As how many requests a call is billed: a batch is one, and so is each 64 KiB of what a message service is sent or hands out. */
export function billedRequests(
  { service, operation, body }: Pick<InterceptedCall, 'service' | 'operation' | 'body'>,
  answer: Buffer,
): number {
  if (service === 'sqs') {
    return chunks(
      operation === 'ReceiveMessage' ? answer.length : Buffer.byteLength(body),
      PRICES.sqs.kibPerBilledRequest,
    );
  }
  return service === 'sns' ? chunks(formBytes(body), PRICES.sns.kibPerBilledPublish) : 1;
}

/** What a batch holds, or a receive has brought; 1 for a call that is about one thing. */
export function entriesOf(
  { service, operation, body }: Pick<InterceptedCall, 'service' | 'operation' | 'body'>,
  answer: Buffer,
): number {
  if (service === 'sns') return [...new URLSearchParams(body).keys()].filter((key) => key.endsWith('.Id')).length || 1;
  if (service !== 'sqs') return 1;
  if (operation === 'ReceiveMessage') return lengthOf(answer.toString(), 'Messages');
  return operation.endsWith('Batch') ? lengthOf(body, 'Entries') : 1;
}

function lengthOf(json: string, list: string): number {
  const found = (JSON.parse(json || '{}') as Readonly<Record<string, unknown>>)[list];
  return Array.isArray(found) ? found.length : 0;
}

/** A request that names a message group on a queue that is not FIFO pays for fairness on top. */
export const isFair = ({ service, body, resource }: Pick<InterceptedCall, 'service' | 'body' | 'resource'>) =>
  service === 'sqs' && !resource.endsWith('.fifo') && body.includes('"MessageGroupId"');
