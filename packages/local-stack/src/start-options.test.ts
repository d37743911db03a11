import { describe, expect, test } from '@jest/globals';
import { validateInput, validateSubmitJobRequest } from '@jobs/shared-contracts';
import { InvalidOptionsError } from './errors.ts';
import { SAMPLE_JOB, sampleCommand } from './ready-message.ts';
import { readStartOptions } from './start-options.ts';

describe('the options of npm start', () => {
  test('have defaults', () => {
    expect(readStartOptions([], {})).toEqual({
      help: false,
      verbose: false,
      port: 3000,
      maxWorkers: 6,
      apiKeys: [{ owner: 'local', key: 'local-dev-key' }],
    });
  });

  test('come from the environment, and flags win over it', () => {
    const env = { PORT: '4000', DATA_DIR: 'data', LOCAL_API_KEYS: 'a:key-of-a-1,b:key:of-b-2', MAX_WORKERS: '2' };
    expect(readStartOptions(['--port', '0', '-v'], env)).toEqual({
      help: false,
      verbose: true,
      port: 0,
      dataDirectory: 'data',
      maxWorkers: 2,
      apiKeys: [
        { owner: 'a', key: 'key-of-a-1' },
        { owner: 'b', key: 'key:of-b-2' },
      ],
    });
  });

  test('are all checked before one error names every fault', () => {
    const env = { PORT: '70000', DATA_DIR: '', LOCAL_API_KEYS: 'Acme:short', MAX_WORKERS: '' };
    const error = thrownBy(() => readStartOptions([], env));
    expect(error).toBeInstanceOf(InvalidOptionsError);
    expect((error as InvalidOptionsError).problems).toEqual([
      expect.stringContaining('PORT must be a whole number from 0 to 65535, not "70000"'),
      expect.stringContaining('MAX_WORKERS must be'),
      expect.stringContaining('the entry of "Acme"'),
      expect.stringContaining('DATA_DIR is empty'),
    ]);
  });

  test('refuse what they do not know, and a key given twice', () => {
    expect(() => readStartOptions(['--prot', '1'], {})).toThrow(/--prot/);
    expect(() => readStartOptions([], { LOCAL_API_KEYS: 'a:same-key-1,b:same-key-1' })).toThrow(/twice/);
  });

  test('give help whatever else is wrong', () => {
    expect(readStartOptions(['--help'], { PORT: 'x' }).help).toBe(true);
  });
});

test('the sample job that npm start prints is a valid request', () => {
  expect(validateSubmitJobRequest(SAMPLE_JOB)).toMatchObject({ valid: true });
  expect(validateInput(SAMPLE_JOB.type, SAMPLE_JOB.input)).toMatchObject({ valid: true });
});

test('the command to try quotes a key for the shell', () => {
  expect(sampleCommand('http://127.0.0.1:1', "it's-a-key")).toContain(`-H 'x-api-key: it'\\''s-a-key'`);
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
