/** The process of one job type's function: loads the module that it is given, and runs it as it is told to over IPC. */
import type { Handler } from 'aws-lambda';
import { hostFunctions } from './host-functions.ts';

const [name = '', module = '', timeoutSeconds = ''] = process.argv.slice(2);

async function loadHandler(): Promise<Map<string, Handler>> {
  const { handler } = (await import(module)) as { readonly handler: Handler };
  return new Map([[name, handler]]);
}

await hostFunctions(loadHandler, Number(timeoutSeconds) * 1000);
