import { loadConfig } from './config.ts';
import { openBatchHandler } from './open-batch-handler.ts';

// oxlint-disable-next-line node/no-process-env -- the entry of the Lambda function: its environment is read here, once.
const env = process.env;

export const handler = openBatchHandler(loadConfig(env), env);
