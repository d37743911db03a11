import { describe, expect, test } from '@jest/globals';
import { createApiKey, hashApiKey, isApiKey } from './api-keys.ts';

describe('API keys', () => {
  test('a new key has 256 random bits behind a prefix', () => {
    const keys = Array.from({ length: 100 }, createApiKey);
    expect(keys.every((key) => /^jobs_[\w-]{43}$/.test(key) && isApiKey(key))).toBe(true);
    expect(new Set(keys).size).toBe(100);
  });

  test('the hash is the SHA-256 in hexadecimal', () => {
    expect(hashApiKey('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test.each(['local-dev-key', '12345678', '!'.repeat(200)])('%s may be a key', (key) => {
    expect(isApiKey(key)).toBe(true);
  });

  test.each([undefined, '', '1234567', '!'.repeat(201), 'with space', 'schlüssel', 'tab\tulator'])(
    '%p is no key',
    (key) => {
      expect(isApiKey(key)).toBe(false);
    },
  );
});
