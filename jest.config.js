import { TEST_KINDS } from './scripts/test-kinds.mjs';

const common = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024', experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
      },
    ],
  },
  testEnvironment: 'node',
};

/** @type {import('jest').Config} */
export default {
  projects: TEST_KINDS.map((kind) => Object.assign({}, common, kind)),
  testSequencer: '<rootDir>/scripts/longest-first.cjs',
  // One more than the cores of a small machine: what applies infrastructure waits for most of its time.
  maxWorkers: 3,
  // What a worker has run stays in its memory, and slows down what it runs next.
  workerIdleMemoryLimit: '700MB',
  // Many start processes, which takes as long as the machine lets it. Nothing is asserted about time.
  testTimeout: 30_000,
};
