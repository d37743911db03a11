import { describe, expect, test } from '@jest/globals';
import { settle } from '../testing/fake-clock.ts';
import { Slots } from './slots.ts';

const never = new AbortController().signal;

describe('slots', () => {
  test('as many are taken as are free, at most as many as asked for', async () => {
    const slots = new Slots(5);
    expect(await slots.take(3, never)).toBe(3);
    expect(await slots.take(10, never)).toBe(2);
  });

  test('who comes first is served first', async () => {
    const slots = new Slots(1);
    await slots.take(1, never);
    const served: string[] = [];
    void slots.take(1, never).then(() => served.push('first'));
    void slots.take(1, never).then(() => served.push('second'));
    slots.giveBack(1);
    await settle();
    expect(served).toEqual(['first']);
    slots.giveBack(1);
    await settle();
    expect(served).toEqual(['first', 'second']);
  });

  test('who gives up while waiting takes nothing', async () => {
    const slots = new Slots(1);
    await slots.take(1, never);
    const giveUp = new AbortController();
    const taken = slots.take(1, giveUp.signal);
    giveUp.abort();
    expect(await taken).toBe(0);
    slots.giveBack(1);
    expect(await slots.take(1, never)).toBe(1);
    expect(await slots.take(1, giveUp.signal)).toBe(0);
  });
});
