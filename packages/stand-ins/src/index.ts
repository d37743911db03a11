export * from './errors.ts';
export { isDynoxideAvailable } from './dynamodb/start-dynoxide.ts';
export { startStandIns, type StandInEnvironment, type StandIns, type StandInsOptions } from './start-stand-ins.ts';
export type { Intercept, InterceptedCall, Send, ServiceAnswer } from './proxy/start-intercepting-proxy.ts';
export type { ScalableTargets } from './services/scalable-targets.ts';
export type { AwsCall } from './recording/aws-call.ts';
export { readRecordedCalls, recordCallsIn } from './recording/call-file.ts';
export { startRecordingProxy } from './recording/start-recording-proxy.ts';
export { actAs } from './principals.ts';
