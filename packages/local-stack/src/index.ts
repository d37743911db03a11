export * from './errors.ts';
export type { LocalApiKey } from './local-defaults.ts';
export { startLocalStack, type LocalStack, type LocalStackOptions } from './start-local-stack.ts';
