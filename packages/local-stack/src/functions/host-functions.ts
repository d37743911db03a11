import { randomUUID } from 'node:crypto';
import type { Context, Handler } from 'aws-lambda';
import type { FromHost, Invoke } from './host-messages.ts';
import type { InvocationResult } from './invoke-function.ts';

type Handlers = ReadonlyMap<string, Handler>;

/** Without a callback, a stack that was stopped while its functions start would leave a stack trace. */
const send = (message: FromHost) => void process.send?.(message, undefined, undefined, () => {});
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The context's callbacks of the oldest Node runtimes, which no handler uses. */
const unused = () => {};

function lambdaContext(functionName: string, timeoutMs: number): Context {
  const deadline = Date.now() + timeoutMs;
  const awsRequestId = randomUUID();
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${functionName}`,
    memoryLimitInMB: '512',
    awsRequestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: awsRequestId,
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: unused,
    fail: unused,
    succeed: unused,
  };
}

async function invoke(
  handlers: Handlers,
  timeoutMs: number,
  { functionName, event }: Invoke,
): Promise<InvocationResult> {
  try {
    const handler = handlers.get(functionName);
    if (!handler) throw new Error(`There is no function "${functionName}"`);
    const result: unknown = await handler(event, lambdaContext(functionName, timeoutMs), unused);
    // Lambda hands results on as JSON: what JSON can't carry is lost here as it would be there.
    return { ok: true, result: result === undefined ? null : (JSON.parse(JSON.stringify(result)) as unknown) };
  } catch (error) {
    return { ok: false, errorMessage: messageOf(error) };
  }
}

/** Runs the functions that `load` answers as this process is told to over IPC; each invocation is told its time limit. */
export async function hostFunctions(load: () => Handlers | Promise<Handlers>, timeoutMs: number): Promise<void> {
  try {
    const handlers = await load();
    process.on('message', (message: Invoke) => {
      void invoke(handlers, timeoutMs, message).then((outcome) => send({ kind: 'invoked', id: message.id, outcome }));
    });
    // What comes from the stack keeps the process alive; the preload has let the channel go.
    process.channel?.ref();
    send({ kind: 'ready' });
  } catch (error) {
    send({ kind: 'failed', message: messageOf(error) });
    process.exitCode = 1;
  }
}
