import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { declaredMemoryMib } from './declared-memory.ts';

const terraform = readFileSync(new URL('../../../../../infra/functions.tf', import.meta.url), 'utf8');

test('the memory of a function is the one that Terraform gives it', () => {
  const text = '    a = {\n      x = 1\n      memory_mib      = 256\n    }\n    b = {\n      memory_mib = 512\n    }\n';
  expect([declaredMemoryMib(text, 'a'), declaredMemoryMib(text, 'b')]).toEqual([256, 512]);
  expect(() => declaredMemoryMib(text, 'c')).toThrow('No memory is declared for the function c');
});

test.each(['submit-job', 'get-job', 'push-events', 'push-messages'])('it is declared for %s', (name) => {
  expect(declaredMemoryMib(terraform, name)).toBeGreaterThanOrEqual(128);
});
