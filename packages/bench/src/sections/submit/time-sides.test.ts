import { expect, test } from '@jest/globals';
import { timeSides } from './time-sides.ts';

test('sides take turns in blocks, each as often as the others, and another begins each time', async () => {
  const calls: string[] = [];
  const side = (name: string) => ({ name, run: async () => calls.push(name) });
  const times = await timeSides([side('a'), side('b')], { blocks: 2, callsPerBlock: 3 });
  expect(calls.join('')).toBe('aaabbbbbbaaa');
  expect(times['a']?.wallMs).toHaveLength(6);
  expect(times['b']?.cpuMs).toHaveLength(2);
});

test('a call that fails is no figure', async () => {
  const failing = { name: 'a', run: () => Promise.reject(new Error('refused')) };
  await expect(timeSides([failing], { blocks: 1, callsPerBlock: 1 })).rejects.toThrow('refused');
});
