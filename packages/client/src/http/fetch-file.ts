import { NoAnswerError } from '../errors.ts';
import { never, type CallOptions, type Runtime } from './call-api.ts';
import { refusal } from './refusal.ts';
import { retrying, type RetryLimits } from './retry.ts';

/** What a message calls it, since the URL is a secret. */
const NAME = 'The download';

/** Fetches what a presigned URL leads to, without the API key; its body is not read yet. */
export async function fetchFile(
  settings: Runtime & RetryLimits,
  url: string,
  { signal = never(), timeoutMs = settings.timeoutMs }: Omit<CallOptions, 'tries'>,
): Promise<Response> {
  return retrying({ ...settings, timeoutMs, signal, request: NAME }, async (trySignal) => {
    let response: Response;
    try {
      response = await settings.fetch(url, { signal: trySignal });
    } catch (error) {
      trySignal.throwIfAborted();
      return { failure: new NoAnswerError(NAME, error) };
    }
    if (response.ok) return { value: response };
    return refusal(NAME, response, await response.text().catch(() => ''), settings.clock.now());
  });
}
