/** The process that the Lambda functions run in: loads them all, then runs what it is told to over IPC. */
import { createHandlers, type FunctionName } from '@jobs/api-handlers';
import { actAs } from '@jobs/stand-ins';
import type { Handler } from 'aws-lambda';
import { hostFunctions } from './host-functions.ts';

const FUNCTION_TIMEOUT_MS = 30_000;

function loadHandlers(): Map<string, Handler> {
  const names = Object.keys(createHandlers) as FunctionName[];
  // oxlint-disable-next-line node/no-process-env -- an entry file: this process's environment is the functions'
  const env = process.env;
  return new Map(names.map((name) => [name, createHandlers[name]({ ...env, ...actAs.function(name) }) as Handler]));
}

await hostFunctions(loadHandlers, FUNCTION_TIMEOUT_MS);
