import { expect, test } from '@jest/globals';
import { itemBytes } from './item-size.ts';

test.each([
  ['a text, as UTF-8', { a: { S: 'für' } }, 1 + 4],
  ['a name, as UTF-8', { ä: { S: '' } }, 2],
  ['two digits', { a: { N: '27' } }, 1 + 2],
  ['three digits', { a: { N: '271' } }, 1 + 3],
  ['milliseconds since the epoch', { a: { N: '1793491200001' } }, 1 + 8],
  ['zeros at the ends, which do not count', { a: { N: '1793491200000' } }, 1 + 5],
  ['a negative number', { a: { N: '-27' } }, 1 + 3],
  ['zero', { a: { N: '0' } }, 1 + 1],
  ['a truth, or nothing', { a: { BOOL: true }, b: { NULL: true } }, 2 + 2],
  ['bytes', { a: { B: Buffer.from('four').toString('base64') } }, 1 + 4],
  ['a set of texts', { a: { SS: ['ab', 'c'] } }, 1 + 3],
  ['an empty list', { a: { L: [] } }, 1 + 3],
  ['a list', { a: { L: [{ S: 'ab' }, { N: '1' }] } }, 1 + 3 + (1 + 2) + (1 + 2)],
  ['a map', { a: { M: { key: { S: 'ab' } } } }, 1 + 3 + (1 + 3 + 2)],
])('the bytes of %s', (_, item, bytes) => {
  expect(itemBytes(item)).toBe(bytes);
});
