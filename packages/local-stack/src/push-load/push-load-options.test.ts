import { expect, test } from '@jest/globals';
import { FULL_SIZE, readPushLoadOptions, SMALL_SIZE } from './push-load-options.ts';

test('the options of npm run push-load have defaults, and smaller ones', () => {
  expect(readPushLoadOptions([])).toEqual({ help: false, ...FULL_SIZE });
  expect(readPushLoadOptions(['--small'])).toEqual({ help: false, ...SMALL_SIZE });
  expect(readPushLoadOptions(['--small', '--jobs', '40', '--watchers', '5'])).toEqual({
    help: false,
    sockets: SMALL_SIZE.sockets,
    jobs: 40,
    watchers: 5,
  });
});

test('every wrong option is named', () => {
  expect(() => readPushLoadOptions(['--jobs', '0', '--sockets', 'x'])).toThrow(/--sockets .*\n--jobs /);
  expect(() => readPushLoadOptions(['--unknown'])).toThrow('--unknown');
  expect(() => readPushLoadOptions(['--sockets', '2', '--watchers', '3'])).toThrow('--watchers must be at most');
  expect(() => readPushLoadOptions(['--sockets', '1', '--jobs', '101'])).toThrow('can watch 100 jobs, not 101');
});
