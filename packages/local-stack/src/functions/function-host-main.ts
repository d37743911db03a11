/** The process that the Lambda functions run in: loads them all, then runs what it is told to over IPC. */
import { randomUUID } from 'node:crypto';
import { createHandlers, type FunctionName } from '@jobs/api-handlers';
import { actAs } from '@jobs/stand-ins';
import type { Context, Handler } from 'aws-lambda';
import type { FromHost, Invoke } from './host-messages.ts';
import type { InvocationResult } from './invoke-function.ts';

const FUNCTION_TIMEOUT_MS = 30_000;

const send = (message: FromHost) => void process.send?.(message);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function loadHandlers(): Map<string, Handler> {
  const names = Object.keys(createHandlers) as FunctionName[];
  // oxlint-disable-next-line node/no-process-env -- an entry file: this process's environment is the functions'
  const env = process.env;
  return new Map(names.map((name) => [name, createHandlers[name]({ ...env, ...actAs.function(name) }) as Handler]));
}

/** The context's callbacks of the oldest Node runtimes, which no handler uses. */
const unused = () => {};

function lambdaContext(functionName: string): Context {
  const deadline = Date.now() + FUNCTION_TIMEOUT_MS;
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

async function invoke(handlers: Map<string, Handler>, { functionName, event }: Invoke): Promise<InvocationResult> {
  try {
    const handler = handlers.get(functionName);
    if (!handler) throw new Error(`There is no function "${functionName}"`);
    const result: unknown = await handler(event, lambdaContext(functionName), unused);
    // Lambda hands results on as JSON: what JSON can't carry is lost here as it would be there.
    return { ok: true, result: result === undefined ? null : (JSON.parse(JSON.stringify(result)) as unknown) };
  } catch (error) {
    return { ok: false, errorMessage: messageOf(error) };
  }
}

try {
  const handlers = loadHandlers();
  process.on('message', (message: Invoke) => {
    void invoke(handlers, message).then((outcome) => send({ kind: 'invoked', id: message.id, outcome }));
  });
  // What comes from the stack keeps the process alive; the preload has let the channel go.
  process.channel?.ref();
  send({ kind: 'ready' });
} catch (error) {
  send({ kind: 'failed', message: messageOf(error) });
  process.exitCode = 1;
}
