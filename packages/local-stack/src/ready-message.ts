import { DEFAULT_API_KEYS, DEFAULT_PORT } from './local-defaults.ts';
import type { LocalStack } from './start-local-stack.ts';

/** A job that needs no upload, to try the API with. */
export const SAMPLE_JOB = {
  type: 'text-analyze',
  input: { source: { text: 'The quick brown fox jumps over the lazy dog. It was not amused.' } },
};

const shellQuoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** A command line that submits `SAMPLE_JOB`. */
export function sampleCommand(url: string, key: string): string {
  const headers = [`x-api-key: ${key}`, 'content-type: application/json'].map((header) => `-H ${shellQuoted(header)}`);
  return `curl -sS ${url}/v1/jobs ${headers.join(' ')} -d ${shellQuoted(JSON.stringify(SAMPLE_JOB))}`;
}

/** What `npm start` says once the stack can take a job. */
export function readyMessage({ url, apiKeys, environment }: LocalStack): string {
  const key = apiKeys[0]?.key ?? '';
  const services = environment['AWS_ENDPOINT_URL_SQS'];
  const isDefault = url.endsWith(`:${DEFAULT_PORT}`) && key === DEFAULT_API_KEYS[0]?.key;
  const connection = isDefault ? '' : `JOBS_BASE_URL=${url} JOBS_API_KEY=${shellQuoted(key)} `;
  return `
The job queue is ready.

  API          ${url}
  Dashboard    ${url}/
${apiKeys.map((apiKey) => `  API key      ${apiKey.key}  (owner ${apiKey.owner})`).join('\n')}
  AWS tools    --endpoint-url ${services} for SQS, SNS and S3, ${environment['AWS_ENDPOINT_URL_DYNAMODB']} for DynamoDB

Submit a job:

  ${sampleCommand(url, key)}

Follow it, with the id from the answer:

  curl -sS ${url}/v1/jobs/<id> -H ${shellQuoted(`x-api-key: ${key}`)} -H 'prefer: wait=10'

The same from the command line, and a key of another owner (npm run jobs -- --help tells the rest):

  ${connection}npm run jobs -- submit text-analyze --set source.text='It was not amused.' --watch
  npm run jobs -- keys create --local ${environment['AWS_ENDPOINT_URL_DYNAMODB']} --owner acme

Stop with Ctrl-C.
`;
}
