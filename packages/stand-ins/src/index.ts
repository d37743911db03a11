export * from './errors.ts';
export { isDynoxideAvailable } from './dynamodb/start-dynoxide.ts';
export { startStandIns, type StandIns, type StandInsOptions } from './start-stand-ins.ts';
