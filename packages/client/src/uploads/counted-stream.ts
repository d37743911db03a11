import { sizeOf, type Content, type OnProgress } from './file-request.ts';

const PART_BYTES = 64 * 1024;

/** The content as a stream that says how much of it has been taken. */
export function countedStream(content: Content, onProgress: OnProgress): ReadableStream<Uint8Array> {
  const totalBytes = sizeOf(content);
  let sentBytes = 0;
  onProgress({ sentBytes, totalBytes });
  return new ReadableStream({
    async pull(controller) {
      const part = await partOf(content, sentBytes);
      controller.enqueue(part);
      sentBytes += part.byteLength;
      onProgress({ sentBytes, totalBytes });
      if (sentBytes >= totalBytes) controller.close();
    },
  });
}

async function partOf(content: Content, offset: number): Promise<Uint8Array> {
  const part = content.slice(offset, offset + PART_BYTES);
  if (part instanceof Blob) return new Uint8Array(await part.arrayBuffer());
  return new Uint8Array(part);
}
