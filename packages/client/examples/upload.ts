import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { JobClient } from '@jobs/client';

export async function upload(client: JobClient, path: string, target: string) {
  const photo = await openAsBlob(path, { type: 'image/jpeg' });
  const { uploadId } = await client.upload(photo, {
    onProgress: ({ sentBytes, totalBytes }) => console.log(`${sentBytes} of ${totalBytes} bytes`),
  });

  const job = await client.submit('image-transform', {
    image: { uploadId },
    outputs: [{ fileName: 'small.webp', format: 'webp', resize: { width: 400 } }],
  });
  const { outputs } = await client.wait(job);
  for (const { file } of outputs) {
    const response = await client.download(file);
    await writeFile(target, new Uint8Array(await response.arrayBuffer()));
  }
}
