import { describe, expect, test } from '@jest/globals';
import { readExample, withUploads } from './example-requests.ts';

describe('withUploads', () => {
  const UPLOAD_ID = `upl_${'0'.repeat(32)}`;

  test('uploads each file that is named and puts its id there, at any depth', async () => {
    const uploaded: number[] = [];
    const request = {
      type: 'image-transform',
      input: { image: { uploadId: '@README.md' }, all: [{ markdownUploadId: '@README.md' }], text: '@README.md' },
    };
    const replaced = await withUploads(request, async (content) => {
      uploaded.push(content.length);
      return UPLOAD_ID;
    });
    expect(replaced).toEqual({
      type: 'image-transform',
      input: { image: { uploadId: UPLOAD_ID }, all: [{ markdownUploadId: UPLOAD_ID }], text: '@README.md' },
    });
    expect(uploaded).toHaveLength(2);
    expect(Math.min(...uploaded)).toBeGreaterThan(0);
  });

  test('leaves a request without files as it is', async () => {
    const request = await readExample('text-analyze');
    expect(await withUploads(request, () => Promise.reject(new Error('nothing to upload')))).toEqual(request);
  });
});
