import { expect, test } from '@jest/globals';
import { interleave } from './interleave.ts';

const quiet = { say: () => {}, signal: new AbortController().signal };

const next = (values: ArrayIterator<number> | undefined) => () => Promise.resolve(values?.next().value ?? NaN);

test('each round measures every side, and begins with another one', async () => {
  const order: string[] = [];
  const contender = (name: string) => ({
    name,
    measure: () => {
      order.push(name);
      return Promise.resolve(1);
    },
  });
  await interleave([contender('a'), contender('b'), contender('c')], 2, quiet);
  expect(order).toEqual(['a', 'b', 'c', 'b', 'c', 'a']);
});

test('a ratio is taken within a round, so that a machine that slows down changes nothing', async () => {
  const [ours, theirs] = [
    [100, 50, 10],
    [50, 25, 5],
  ].map((values) => values.values());
  const result = await interleave(
    [
      { name: 'ours', measure: next(ours) },
      { name: 'theirs', measure: next(theirs) },
    ],
    3,
    quiet,
  );
  expect(result.of('ours')).toBe(50);
  expect(result.ratio('ours', 'theirs')).toBe(2);
});

test('stops between two measurements when it is told to', async () => {
  const stopping = new AbortController();
  const stopped = interleave([{ name: 'a', measure: () => Promise.resolve(stopping.abort()).then(() => 1) }], 3, {
    say: () => {},
    signal: stopping.signal,
  });
  await expect(stopped).rejects.toThrow('aborted');
});
