/** A Node Buffer is a Uint8Array; `openAsBlob` of `node:fs` makes a Blob of a file without reading it. */
export type Content = Blob | ArrayBuffer | Uint8Array;

export const sizeOf = (content: Content) => (content instanceof Blob ? content.size : content.byteLength);

export interface UploadProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

export type OnProgress = (progress: UploadProgress) => void;

export interface FileRequest {
  readonly method: 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Content;
  readonly onProgress: OnProgress | undefined;
}

/** What both ways of sending know of the answer. */
export interface Answered {
  readonly response: Pick<Response, 'ok' | 'status' | 'statusText' | 'headers'>;
  readonly text: string;
}
