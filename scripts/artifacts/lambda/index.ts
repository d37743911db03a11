export { isInstalled } from '../programs.ts';
export { COMPILED_WITH, installRuntimeInterfaceClient } from './runtime-interface-client.ts';
export { startRuntime, type RunningFunction } from './start-runtime.ts';
export { unpackFunction } from './unpack-function.ts';
