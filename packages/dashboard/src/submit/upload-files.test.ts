import { describe, expect, test } from '@jest/globals';
import type { UploadOptions } from '@jobs/client';
import { uploadFiles } from './upload-files.ts';

const file = (name: string, bytes: number) => ({
  pointer: `#/input/${name}`,
  file: new File(['x'.repeat(bytes)], name),
});

/** Takes every file, half of it first, and keeps it usable for so long. */
function uploads(usableMs: number) {
  const names: string[] = [];
  return {
    names,
    async upload(content: unknown, { onProgress }: UploadOptions = {}) {
      const { name, size } = content as File;
      names.push(name);
      onProgress?.({ sentBytes: size / 2, totalBytes: size });
      onProgress?.({ sentBytes: size, totalBytes: size });
      return { uploadId: `upl_${name}`, usableUntil: new Date(Date.now() + usableMs).toISOString() };
    },
  };
}

const HOUR_MS = 3_600_000;

describe('the files of a submission', () => {
  test('are uploaded, with the progress of all of them', async () => {
    const percents: number[] = [];
    const ids = await uploadFiles(uploads(HOUR_MS), [file('a', 10), file('b', 30)], (percent) =>
      percents.push(percent),
    );
    expect(Object.fromEntries(ids)).toEqual({ '#/input/a': 'upl_a', '#/input/b': 'upl_b' });
    expect(percents).toEqual([12, 25, 62, 100]);
  });

  test('are not uploaded again when the submission is, as long as they can be used', async () => {
    const client = uploads(HOUR_MS);
    const wanted = [file('a', 10)];
    await uploadFiles(client, wanted, () => {});
    expect(await uploadFiles(client, wanted, () => {})).toEqual(new Map([['#/input/a', 'upl_a']]));
    expect(client.names).toEqual(['a']);

    const short = uploads(60_000);
    const others = [file('b', 10)];
    await uploadFiles(short, others, () => {});
    await uploadFiles(short, others, () => {});
    expect(short.names).toEqual(['b', 'b']);
  });
});
