import { describe, expect, test } from '@jest/globals';
import { findUploadReferences } from './upload-references.ts';

const id = (digit: string) => `upl_${digit.repeat(32)}`;

describe('upload references', () => {
  test('are found at every depth, with a pointer to each', () => {
    const input = {
      image: { uploadId: id('1') },
      sources: [{ from: { text: 'a' } }, { from: { uploadId: id('2') } }],
      content: { markdownUploadId: id('3') },
      'a/b~c d': { uploadId: id('1') },
    };
    expect(findUploadReferences(input)).toEqual([
      { uploadId: id('1'), pointer: '#/input/image/uploadId' },
      { uploadId: id('2'), pointer: '#/input/sources/1/from/uploadId' },
      { uploadId: id('3'), pointer: '#/input/content/markdownUploadId' },
      { uploadId: id('1'), pointer: '#/input/a~1b~0c%20d/uploadId' },
    ]);
  });

  test('are only what has the name and the form of one', () => {
    const input = { uploadId: 'upl_1', text: id('1'), uploadIds: id('1'), list: [id('1')], nothing: null };
    expect(findUploadReferences(input)).toEqual([]);
  });
});
