import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

/**
 * What a log line must never hold, should anybody ever pass it to the logger: keys, headers, bodies, inputs, results,
 * tags, and URLs, since whoever has a presigned one needs no key.
 */
const SECRETS = [
  'x-api-key',
  'apiKey',
  'authorization',
  'cookie',
  'identitySource',
  'headers',
  'body',
  'input',
  'result',
  'tags',
  'queryStringParameters',
  'rawQueryString',
  'url',
  'inputUrl',
  'resultUrl',
  'location',
];

const censored = (name: string) => {
  const key = name.includes('-') ? `["${name}"]` : name;
  return [key, `*${key.startsWith('[') ? '' : '.'}${key}`, `*.*${key.startsWith('[') ? '' : '.'}${key}`];
};

/** One JSON line per event, on standard output unless told otherwise. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRETS.flatMap(censored), censor: '[redacted]' },
  };
  return destination ? pino(options, destination) : pino(options);
}
