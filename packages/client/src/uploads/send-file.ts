import { NoAnswerError } from '../errors.ts';
import { never, type Runtime } from '../http/call-api.ts';
import { refusal } from '../http/refusal.ts';
import { retrying } from '../http/retry.ts';
import type { Answered, FileRequest } from './file-request.ts';
import { countedStream } from './counted-stream.ts';
import { findXmlHttpRequest, sendByXmlHttpRequest } from './xml-http-request.ts';

/** What a message calls it, since the URL is a secret. */
const NAME = 'The upload';

/** Sends a file to a presigned URL, again where that may help. Takes as long as it takes: the signal ends it. */
export async function sendFile(
  runtime: Runtime & { readonly tries: number },
  request: FileRequest,
  signal: AbortSignal = never(),
): Promise<void> {
  const settings = { ...runtime, timeoutMs: Infinity, signal, request: NAME };
  await retrying(settings, async (trySignal) => {
    let received: Answered;
    try {
      received = await sendOnce(runtime, request, trySignal);
    } catch (error) {
      trySignal.throwIfAborted();
      return { failure: new NoAnswerError(NAME, error) };
    }
    const { response, text } = received;
    return response.ok ? { value: undefined } : refusal(NAME, response, text, runtime.clock.now());
  });
}

async function sendOnce({ fetch }: Runtime, request: FileRequest, signal: AbortSignal): Promise<Answered> {
  const { method, url, headers, content, onProgress } = request;
  const XmlHttpRequest = findXmlHttpRequest();
  if (onProgress && XmlHttpRequest) return sendByXmlHttpRequest(XmlHttpRequest, { ...request, onProgress }, signal);
  const body =
    onProgress && canStateLength() ? countedStream(content, onProgress) : (content as NonNullable<RequestInit['body']>);
  const response = await fetch(url, { method, headers, signal, body, duplex: 'half' });
  return { response, text: await response.text() };
}

/** S3 takes no stream of unknown length. Where a request can't be given its length, it is sent whole. */
const canStateLength = () =>
  new Request('https://localhost', { method: 'PUT', headers: { 'content-length': '1' } }).headers.has('content-length');
