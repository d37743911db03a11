import { setTimeout as pause } from 'node:timers/promises';
import type { JobView, Problem } from '@jobs/shared-contracts';

/** What a client is to do: try again, at most so often, before it calls it a failure of the system. */
const MAX_TRIES = 40;
const PAUSE_MS = 300;

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Hangs up so long after the first try was sent. */
  readonly hangUpAfterMs?: number | undefined;
}

export interface Answered {
  readonly status: number;
  readonly job?: JobView;
  readonly headers: Headers;
}

/** A job, or a problem: they have no field in common but their status. */
type Content = JobView & Partial<Pick<Problem, 'code' | 'traceId'>>;

/** What became of all tries, by what was answered: `202`, `503 service-unavailable`, `no answer`. */
export type Answers = Map<string, number>;

/** No client should ever get this: it was not accepted at last, or was answered what the API does not document. */
export class UnexpectedRefusalError extends Error {
  override readonly name = 'UnexpectedRefusalError';
}

/** Sends a request until it is answered by something else than "try again". */
export function createStubbornClient(apiUrl: string, signal: AbortSignal, answers: Answers) {
  const count = (what: string) => answers.set(what, (answers.get(what) ?? 0) + 1);

  async function attempt({ method, path, key, headers, body, hangUpAfterMs }: Call): Promise<Answered | undefined> {
    const hungUp = hangUpAfterMs === undefined ? [] : [AbortSignal.timeout(Math.ceil(hangUpAfterMs))];
    try {
      const response = await fetch(`${apiUrl}${path}`, {
        method,
        signal: AbortSignal.any([signal, ...hungUp]),
        headers: { 'x-api-key': key, ...(body && { 'content-type': 'application/json' }), ...headers },
        ...(body && { body: JSON.stringify(body) }),
      });
      const content = response.status === 304 ? undefined : ((await response.json()) as Content);
      // A refusal without a problem document is not of a function, but of what stands before it.
      const what = response.ok || response.status === 304 ? undefined : (content?.code ?? 'of the gateway');
      count([response.status, what].filter(Boolean).join(' '));
      if (content?.code === 'internal-error') throw new UnexpectedRefusalError(`${method} ${path}: ${content.traceId}`);
      return {
        status: response.status,
        headers: response.headers,
        ...(response.status < 300 && content && { job: content }),
      };
    } catch (error) {
      if (signal.aborted || error instanceof UnexpectedRefusalError) throw error;
      count('no answer');
      return undefined;
    }
  }

  return async function call(request: Call, expected: readonly number[]): Promise<Answered> {
    let last = 'no answer';
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const { hangUpAfterMs: _once, ...patient } = request;
      const answered = await attempt(tries === 0 ? request : patient);
      if (answered && expected.includes(answered.status)) return answered;
      if (answered && answered.status < 500) {
        throw new UnexpectedRefusalError(`${request.method} ${request.path} was answered ${answered.status}`);
      }
      last = answered ? String(answered.status) : 'no answer';
      await pause(PAUSE_MS, undefined, { signal });
    }
    throw new UnexpectedRefusalError(`${request.method} ${request.path} was tried ${MAX_TRIES} times: ${last}`);
  };
}

export type StubbornCall = ReturnType<typeof createStubbornClient>;
