import { createHandlers, createLogger, type FunctionName, type HandlerOverrides } from '@jobs/api-handlers';
import { actAs } from '@jobs/stand-ins';
import type { Context, Handler } from 'aws-lambda';

/** What a function's invocations came to. */
export interface Invocations {
  readonly functionName: string;
  readonly durationsMs: readonly number[];
  readonly logBytes: number;
}

/** Nothing is sent there. */
const PUSH_ADDRESSES = {
  WEBSOCKET_URL: 'wss://push.example.com/prod',
  CONNECTIONS_ENDPOINT_URL: 'https://push.example.com/prod',
};

type AnyHandler = (event: unknown, context: Context, callback: () => void) => Promise<unknown>;

/** The real functions, each made once and as its entry makes it. How long they take and what they log is kept. */
export function openFunctions(environment: Readonly<Record<string, string>>, overrides: HandlerOverrides) {
  const handlers = new Map<FunctionName, AnyHandler>();
  const invocations = new Map<FunctionName, { functionName: string; durationsMs: number[]; logBytes: number }>();
  const kept = (name: FunctionName) => {
    const known = invocations.get(name) ?? { functionName: name, durationsMs: [], logBytes: 0 };
    invocations.set(name, known);
    return known;
  };
  const open = (name: FunctionName): AnyHandler => {
    const write = (line: string) => void (kept(name).logBytes += Buffer.byteLength(line));
    const own = { ...environment, ...PUSH_ADDRESSES, ...actAs.function(name) };
    return createHandlers[name](own, {
      ...overrides,
      logger: createLogger('info', { write }),
    }) as Handler as AnyHandler;
  };

  return {
    async invoke<Answer>(name: FunctionName, event: unknown): Promise<Answer> {
      const handler = handlers.get(name) ?? open(name);
      handlers.set(name, handler);
      const startedAt = performance.now();
      const answer = await handler(event, lambdaContext(name), () => {});
      kept(name).durationsMs.push(performance.now() - startedAt);
      return answer as Answer;
    },
    /** Since this was asked last. */
    take(): readonly Invocations[] {
      const taken = [...invocations.values()];
      invocations.clear();
      return taken;
    },
  };
}

const nothing = () => {};

function lambdaContext(functionName: string): Context {
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    memoryLimitInMB: '512',
    awsRequestId: 'bench',
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'bench',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => 30_000,
    done: nothing,
    fail: nothing,
    succeed: nothing,
  };
}
