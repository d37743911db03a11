/**
 * Sends requests to an API for as long as it is told, some at a time, on connections that are kept; tells how many were
 * answered as they should by a message, and ends.
 */
import { Agent, request } from 'node:http';
import { BenchFailedError } from '../../errors.ts';

export interface Load {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly apiKey: string;
  readonly body?: string;
  readonly status: number;
  readonly atOnce: number;
  readonly durationMs: number;
}

export interface LoadOutcome {
  readonly answered: number;
  readonly elapsedMs: number;
  /** The first answer, for what is asked next. */
  readonly body: string;
}

const load = JSON.parse(process.argv[2] ?? '') as Load;
const agent = new Agent({ keepAlive: true, maxSockets: load.atOnce });

function sendOne(): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const headers = { 'x-api-key': load.apiKey, ...(load.body !== undefined && { 'content-type': 'application/json' }) };
  const sent = request(load.url, { method: load.method, agent, headers }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    response.once('end', () => {
      if (response.statusCode === load.status) resolve(text);
      else reject(new BenchFailedError(`The API answered ${response.statusCode}: ${text}`));
    });
  });
  sent.once('error', reject).end(load.body);
  return promise;
}

const body = await sendOne();
const startedAt = performance.now();
let answered = 0;
await Promise.all(
  Array.from({ length: load.atOnce }, async () => {
    while (performance.now() - startedAt < load.durationMs) {
      await sendOne();
      answered += 1;
    }
  }),
);
const outcome: LoadOutcome = { answered, elapsedMs: performance.now() - startedAt, body };
process.send?.(outcome, () => process.exit(0));
