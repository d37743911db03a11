import { describe, expect, test } from '@jest/globals';
import { InvalidConfigurationError } from '../errors.ts';
import {
  all,
  logLevel,
  oneOf,
  optional,
  readEnvironment,
  text,
  url,
  wholeNumber,
  withDefault,
} from './read-environment.ts';
import { loadJobStoreConfig } from '../aws/load-job-store-config.ts';

const problemsOf = (read: () => unknown): readonly string[] => {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof InvalidConfigurationError) return error.problems;
    throw error;
  }
};

describe('reading the environment', () => {
  const variables = {
    name: text('NAME'),
    port: wholeNumber('PORT', { min: 1, max: 65_535 }),
    kind: oneOf('KIND', ['a', 'b']),
    agent: optional('AGENT', url),
    grace: withDefault('GRACE', (name) => wholeNumber(name, { min: 0, max: 120 }), 100),
    logLevel,
  };

  test('takes every value, and defaults for what is absent', () => {
    expect(readEnvironment({ NAME: 'x', PORT: '80', KIND: 'b' }, variables)).toEqual({
      name: 'x',
      port: 80,
      kind: 'b',
      agent: undefined,
      grace: 100,
      logLevel: 'info',
    });
    const more = { NAME: 'x', PORT: '80', KIND: 'b', AGENT: 'http://169.254.170.2/v1', GRACE: '0', LOG_LEVEL: 'debug' };
    expect(readEnvironment(more, variables)).toMatchObject({
      agent: 'http://169.254.170.2/v1',
      grace: 0,
      logLevel: 'debug',
    });
  });

  test('fails once, naming everything that is missing, empty or malformed', () => {
    const env = { NAME: ' ', PORT: '80.5', KIND: 'c', AGENT: '', GRACE: '121', LOG_LEVEL: 'loud' };
    expect(problemsOf(() => readEnvironment(env, variables))).toEqual([
      'NAME is empty',
      'PORT must be a whole number from 1 to 65535, not "80.5"',
      'KIND must be one of a, b, not "c"',
      'AGENT is empty',
      'GRACE must be a whole number from 0 to 120, not "121"',
      'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, not "loud"',
    ]);
    expect(problemsOf(() => readEnvironment({}, variables))).toEqual([
      'NAME is missing',
      'PORT is missing',
      'KIND is missing',
    ]);
  });

  test.each(['', ' ', '-1', '1e3', '0x10', 'NaN', '70000', '12 '])('takes "%s" for no port', (value) => {
    expect(problemsOf(() => readEnvironment({ PORT: value }, { port: variables.port }))).toHaveLength(1);
  });

  test('names a problem once when two parts need the same variable', () => {
    const twice = { one: all({ name: text('NAME') }), two: all({ name: text('NAME') }) };
    expect(problemsOf(() => readEnvironment({}, twice))).toEqual(['NAME is missing']);
  });
});

describe('the configuration of the job store', () => {
  const env = {
    AWS_REGION: 'eu-central-1',
    JOBS_TABLE_NAME: 'jobs-prod-jobs',
    QUEUE_URL_PREFIX: 'https://sqs.eu-central-1.amazonaws.com/123456789012/jobs-prod-',
  };

  test('needs the variables of the parts that are used, and no others', () => {
    expect(loadJobStoreConfig(env, ['jobs', 'queues'])).toEqual({
      parts: { jobs: expect.any(Function), queues: expect.any(Function) },
      aws: {
        region: 'eu-central-1',
        endpoints: { dynamodb: undefined, sqs: undefined, sns: undefined, s3: undefined, ecs: undefined },
        credentials: undefined,
      },
      resources: { jobs: { tableName: 'jobs-prod-jobs' }, queues: { urlPrefix: env.QUEUE_URL_PREFIX } },
    });
    expect(problemsOf(() => loadJobStoreConfig(env, ['apiKeys']))).toEqual(['API_KEYS_TABLE_NAME is missing']);
  });

  test('fails once for all parts', () => {
    const broken = { ...env, AWS_REGION: '', JOB_EVENTS_TOPIC_ARN: 'job-events', PAYLOAD_BUCKET_NAME: 'Payloads' };
    expect(problemsOf(() => loadJobStoreConfig(broken, ['jobs', 'events', 'payloads']))).toEqual([
      'AWS_REGION is empty',
      'JOB_EVENTS_TOPIC_ARN must be the ARN of an SNS topic, not "job-events"',
      'EVENT_SOURCE is missing',
      'PAYLOAD_BUCKET_NAME must be the name of an S3 bucket, not "Payloads"',
    ]);
  });

  test('takes credentials and endpoints from the environment that it is given', () => {
    const local = {
      ...env,
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000',
    };
    expect(loadJobStoreConfig(local, ['jobs']).aws).toMatchObject({
      endpoints: { dynamodb: 'http://127.0.0.1:8000' },
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' },
    });
  });
});
