import { describe, expect, test } from '@jest/globals';
import { filesIn, withoutUrls } from './result-files.ts';

const file = (name: string, url = `https://files.example/${name}?signature=secret`) => ({
  url,
  name,
  contentType: 'text/csv',
  sizeBytes: 7,
});

describe('the files of a result', () => {
  test('are found wherever they are', () => {
    const result = {
      outputs: [{ file: file('a.csv'), width: 1 }, { file: file('b.csv') }],
      file: file('c.csv'),
      n: null,
    };
    expect(filesIn(result).map(({ name }) => name)).toEqual(['a.csv', 'b.csv', 'c.csv']);
    expect(filesIn('text')).toEqual([]);
  });

  test('are links to the web only', () => {
    expect(filesIn({ file: file('a.csv', 'javascript:alert(1)') })).toEqual([]);
  });

  test('are shown without their URLs, and the rest as it is', () => {
    expect(JSON.parse(withoutUrls({ file: file('a.csv'), rows: [1, { url: 'x' }] }))).toEqual({
      file: { name: 'a.csv', contentType: 'text/csv', sizeBytes: 7 },
      rows: [1, { url: 'x' }],
    });
  });
});
