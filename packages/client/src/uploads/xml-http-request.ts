import { sizeOf, type Answered, type FileRequest, type OnProgress } from './file-request.ts';

/** What is used of XMLHttpRequest: in browsers nothing else tells how much of a request has been sent. */
interface XmlHttpRequestLike {
  readonly upload: {
    addEventListener(type: 'progress', listener: (event: { readonly loaded: number }) => void): void;
  };
  readonly status: number;
  readonly statusText: string;
  readonly responseText: string;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  addEventListener(type: 'load' | 'error' | 'abort', listener: () => void): void;
  send(content: FileRequest['content']): void;
  abort(): void;
}

type XmlHttpRequestConstructor = new () => XmlHttpRequestLike;

export const findXmlHttpRequest = () =>
  (globalThis as { readonly XMLHttpRequest?: XmlHttpRequestConstructor }).XMLHttpRequest;

interface CountedRequest extends FileRequest {
  readonly onProgress: OnProgress;
}

/** Sends a file as a browser can say how far it is. Rejects when the connection fails, or with the signal's reason. */
export function sendByXmlHttpRequest(
  XmlHttpRequest: XmlHttpRequestConstructor,
  { method, url, headers, content, onProgress }: CountedRequest,
  signal: AbortSignal,
): Promise<Answered> {
  const totalBytes = sizeOf(content);
  const xhr = new XmlHttpRequest();
  const abort = () => xhr.abort();
  return new Promise<Answered>((resolve, reject) => {
    signal.addEventListener('abort', abort, { once: true });
    xhr.addEventListener('load', () => {
      const { status, statusText, responseText } = xhr;
      const ok = status >= 200 && status < 300;
      resolve({ response: { ok, status, statusText, headers: new Headers() }, text: responseText });
    });
    xhr.addEventListener('error', () => reject(new Error('the connection failed')));
    xhr.addEventListener('abort', () => reject(signal.reason as Error));
    xhr.upload.addEventListener('progress', ({ loaded }) => onProgress({ sentBytes: loaded, totalBytes }));
    xhr.open(method, url);
    // A browser states the length by itself, and lets nobody else do it.
    const settable = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-length');
    for (const [name, value] of settable) xhr.setRequestHeader(name, value);
    onProgress({ sentBytes: 0, totalBytes });
    xhr.send(content);
  }).finally(() => signal.removeEventListener('abort', abort));
}
