import { join } from 'node:path';
import { imageTransform, type JobResult } from '@jobs/shared-contracts';
import { defineJob } from '../../define-job.ts';
import { PermanentJobError } from '../../errors.ts';
import { abortPoint } from '../abort-point.ts';
import { MAX_SOURCE_BYTES } from './limits.ts';
import { plannedSize } from './planned-size.ts';
import { readSource } from './read-source.ts';
import { CONTENT_TYPES, renderOutput } from './render-output.ts';

type Made = JobResult<typeof imageTransform>['outputs'][number];

export default defineJob(imageTransform, async ({ input: { image, outputs }, payloads, progress, signal }) => {
  refuseSameNames(outputs.map(({ fileName }) => fileName));
  progress(0, 'Reading the image');
  const path = await payloads.downloadUpload(image.uploadId, 'source', { maxBytes: MAX_SOURCE_BYTES });
  const source = await readSource(path);
  for (const output of outputs) plannedSize(source, output);

  const made: Made[] = [];
  for (const output of outputs) {
    await abortPoint(signal);
    progress(10 + (85 * made.length) / outputs.length, `Making ${output.fileName}`);
    const { fileName, format } = output;
    const rendered = join(payloads.temporaryDirectory, 'rendered');
    const size = await renderOutput(path, output, rendered);
    const file = await payloads.writeFile(fileName, { path: rendered }, CONTENT_TYPES[format]);
    made.push({ file, ...size, format });
  }
  return { source, outputs: made };
});

function refuseSameNames(names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new PermanentJobError(`Two outputs are called "${twice}": each needs a name of its own`, {
    code: 'duplicate-file-name',
  });
}
