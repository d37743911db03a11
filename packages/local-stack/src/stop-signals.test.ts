import { EventEmitter } from 'node:events';
import { expect, jest, test } from '@jest/globals';
import { onStopSignals } from './stop-signals.ts';

test('stops at the first signal, takes its echo for the same, and stops at once at a later one', () => {
  const target = new EventEmitter();
  const stop = jest.fn();
  const stopAtOnce = jest.fn();
  let now = 0;
  onStopSignals(target as NodeJS.Process, { stop, stopAtOnce, now: () => now });

  target.emit('SIGINT');
  now += 100;
  target.emit('SIGINT');
  expect(stop).toHaveBeenCalledTimes(1);
  expect(stopAtOnce).not.toHaveBeenCalled();

  now += 1_000;
  target.emit('SIGTERM');
  expect(stop).toHaveBeenCalledTimes(1);
  expect(stopAtOnce).toHaveBeenCalledTimes(1);
});
