/** The process of one deployed function: loads the handler of its unpacked zip, then runs what it is told to over IPC. */
import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { FunctionAnswer, FunctionCall } from './start-function.ts';

type Handler = (event: unknown, context: object) => Promise<unknown>;

const FUNCTION_TIMEOUT_MS = 30_000;
const send = (answer: FunctionAnswer) => void process.send?.(answer);
const [bundle = ''] = process.argv.slice(2);

function lambdaContext() {
  const deadline = Date.now() + FUNCTION_TIMEOUT_MS;
  return {
    awsRequestId: randomUUID(),
    functionName: 'deployed',
    functionVersion: '$LATEST',
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

const { handler } = (await import(pathToFileURL(bundle).href)) as { readonly handler: Handler };

process.on('message', ({ id, event }: FunctionCall) => {
  handler(event, lambdaContext()).then(
    (result) => send({ id, outcome: { ok: true, result: result ?? null } }),
    (error: unknown) => send({ id, outcome: { ok: false, errorMessage: String(error) } }),
  );
});
