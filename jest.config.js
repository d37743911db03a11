/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/packages', '<rootDir>/scripts', '<rootDir>/infra/tests', '<rootDir>/examples'],
  testMatch: ['**/*.test.ts'],
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
  maxWorkers: 2,
  // Many start processes, which takes as long as the machine lets it. Nothing is asserted about time.
  testTimeout: 30_000,
};
