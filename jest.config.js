/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/packages', '<rootDir>/scripts', '<rootDir>/infra/tests'],
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
};
