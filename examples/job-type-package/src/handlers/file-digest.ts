import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { defineJob, PermanentJobError } from '@jobs/worker/job';
import { fileDigest } from '../job-types.ts';

export default defineJob(fileDigest, async ({ input, payloads, progress, signal }) => {
  const { source, algorithms, expected } = input;
  const content =
    source.uploadId === undefined
      ? Readable.from([Buffer.from(source.text ?? '')])
      : await payloads.openUpload(source.uploadId);

  const hashes = algorithms.map((algorithm) => ({ algorithm, hash: createHash(algorithm) }));
  let sizeBytes = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    signal.throwIfAborted();
    for (const { hash } of hashes) hash.update(chunk);
    sizeBytes += chunk.length;
  }
  progress(90, 'Comparing');
  const digests = hashes.map(({ algorithm, hash }) => ({ algorithm, hex: hash.digest('hex') }));
  if (expected !== undefined && !digests.some(({ hex }) => hex === expected)) {
    throw new PermanentJobError('None of the digests is the expected one', { code: 'other-digest' });
  }
  return { sizeBytes, digests };
});
