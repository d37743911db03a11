import { createHandler } from './handler.ts';
import { loadConfig } from './load-config.ts';

// oxlint-disable-next-line node/no-process-env -- the entry of the Lambda function: its environment is read here, once.
export const handler = createHandler(loadConfig(process.env));
