import type { IncomingMessage } from 'node:http';
import { carriesParameters, endWithClient, startProxy } from '../proxy/start-proxy.ts';
import type { RunningService } from '../running-service.ts';
import { describeCall, type AwsCall } from './aws-call.ts';

export interface RecordingProxyOptions {
  /** Where calls go on to. */
  readonly endpoint: string;
  readonly record: (call: AwsCall) => void;
}

/** Stands in front of a service on a free port of loopback, passes every request on as it is, and tells of its calls. */
export function startRecordingProxy({ endpoint, record }: RecordingProxyOptions): Promise<RunningService> {
  return startProxy(endpoint, (incoming, outgoing, open) => {
    const passed = open();
    const body = collectText(incoming);
    passed.on('response', (answer) => {
      tell(incoming, body(), answer.statusCode ?? 0, record);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    endWithClient(outgoing, passed);
    incoming.on('error', () => passed.destroy());
    incoming.pipe(passed);
  });
}

/** What a request carries, when it is an API's parameters and not an object's content. */
function collectText(incoming: IncomingMessage): () => string {
  const chunks: Buffer[] = [];
  if (carriesParameters(incoming)) incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}

function tell(incoming: IncomingMessage, body: string, status: number, record: (call: AwsCall) => void): void {
  const { method = '', url = '', headers } = incoming;
  const call = describeCall({ method, url, headers, body });
  if (!call) return;
  record({ ...call, status });
  // Tags are allowed by themselves.
  if (call.service === 's3' && headers['x-amz-tagging']) record({ ...call, operation: 'PutObjectTagging', status });
}
