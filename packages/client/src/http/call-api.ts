import { withinTime, type Clock } from '../clock.ts';
import { NoAnswerError } from '../errors.ts';
import { readAnswer, type Answer } from './read-answer.ts';
import { refusal } from './refusal.ts';
import { retrying, type Outcome, type RetryLimits } from './retry.ts';

interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `/v1/jobs` */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** What is not given is as the client's settings say. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly tries?: number | undefined;
  readonly timeoutMs?: number | undefined;
}

/**
 * Sends a request, again where that may help, until it is answered.
 * @throws {ProblemError}
 * @throws {UnexpectedAnswerError}
 * @throws {NoAnswerError}
 * @throws {CallTimedOutError}
 * @throws the signal's reason
 */
export type CallApi = (request: ApiRequest, options?: CallOptions) => Promise<Answer>;

/** What the outside world is reached by. */
export interface Runtime {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly random: () => number;
}

export interface ApiSettings extends Runtime, RetryLimits {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** A request that is not answered by then never will be: API Gateway gives a function 30 s. */
const TRY_LIMIT_MS = 35_000;

/** A signal of nobody's, for those who give none. */
export const never = (): AbortSignal => new AbortController().signal;

export function createCallApi(settings: ApiSettings): CallApi {
  return async (request, { signal = never(), tries = settings.tries, timeoutMs = settings.timeoutMs } = {}) => {
    const name = `${request.method} ${request.path}`;
    // Made once, so that every try sends the same, and before them, so that what can't be sent is no failed try.
    const init = fetchOptions(settings, request);
    const send = (trySignal: AbortSignal) =>
      settings.fetch(`${settings.baseUrl}${request.path}`, { ...init, signal: trySignal });
    return retrying({ ...settings, tries, timeoutMs, signal, request: name }, (callSignal) =>
      tryOnce(settings.clock, name, send, callSignal),
    );
  };
}

async function tryOnce(
  clock: Clock,
  name: string,
  send: (signal: AbortSignal) => Promise<Response>,
  signal: AbortSignal,
): Promise<Outcome<Answer>> {
  const timedOut = new Error(`nothing came within ${TRY_LIMIT_MS} ms`);
  let received: { readonly response: Response; readonly text: string };
  try {
    received = await withinTime({ clock, ms: TRY_LIMIT_MS, signal, timedOut }, async (trySignal) => {
      const response = await send(trySignal);
      return { response, text: await response.text() };
    });
  } catch (error) {
    signal.throwIfAborted();
    return { failure: new NoAnswerError(name, error) };
  }
  const { response, text } = received;
  if (response.ok || response.status === 304) return { value: readAnswer(name, response, text) };
  return refusal(name, response, text, clock.now());
}

function fetchOptions({ apiKey }: ApiSettings, { method, headers, body }: ApiRequest) {
  return {
    method,
    headers: { 'x-api-key': apiKey, ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
    // fetch would take the key along to wherever it is sent.
    redirect: 'manual',
    // A browser would complete a 304 with what it kept, whose URLs have expired.
    cache: 'no-store',
  } as const;
}
