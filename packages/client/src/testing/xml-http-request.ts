import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

const PART_BYTES = 64 * 1024;

/** What browsers have for requests whose progress is to be known, over Node's HTTP. It refuses what they refuse. */
export class NodeXmlHttpRequest extends EventTarget {
  readonly upload = new EventTarget();
  status = 0;
  statusText = '';
  responseText = '';
  #request: ClientRequest | undefined;

  open(method: string, url: string) {
    this.#request = httpRequest(url, { method });
    this.#request.on('response', (response) => void this.#load(response));
    this.#request.on('error', () => this.dispatchEvent(new Event('error')));
  }

  async #load(response: IncomingMessage) {
    this.responseText = await text(response);
    this.status = response.statusCode ?? 0;
    this.statusText = response.statusMessage ?? '';
    this.dispatchEvent(new Event('load'));
  }

  setRequestHeader(name: string, value: string) {
    if (/^(content-length|host|connection)$/i.test(name)) throw new Error(`Refused to set unsafe header "${name}"`);
    this.#request?.setHeader(name, value);
  }

  async send(content: Blob | ArrayBuffer | Uint8Array) {
    const bytes = Buffer.from(await new Blob([content as ArrayBuffer]).arrayBuffer());
    this.#request?.setHeader('content-length', bytes.length);
    for (let loaded = 0; loaded < bytes.length; loaded += PART_BYTES) {
      const part = bytes.subarray(loaded, loaded + PART_BYTES);
      await new Promise((sent) => this.#request?.write(part, sent));
      this.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded: loaded + part.length }));
    }
    this.#request?.end();
  }

  abort() {
    this.#request?.removeAllListeners('error').on('error', () => {});
    this.#request?.destroy();
    this.dispatchEvent(new Event('abort'));
  }
}
