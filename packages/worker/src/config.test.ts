import { describe, expect, test } from '@jest/globals';
import { InvalidConfigurationError } from '@jobs/job-store';
import { csvEtl } from '@jobs/shared-contracts';
import { loadConfig } from './config.ts';

const environment = {
  AWS_REGION: 'eu-central-1',
  JOBS_TABLE_NAME: 'jobs',
  JOB_STATISTICS_TABLE_NAME: 'job-statistics',
  CONTROLS_TABLE_NAME: 'controls',
  QUEUE_URL_PREFIX: 'http://127.0.0.1:4566/000000000000/jobs-local-',
  JOB_EVENTS_TOPIC_ARN: 'arn:aws:sns:eu-central-1:000000000000:job-events',
  PAYLOAD_BUCKET_NAME: 'payloads',
  EVENT_SOURCE: '/jobs/test',
  JOB_TYPE: 'csv-etl',
};

describe('the worker’s configuration', () => {
  test('takes what is not set from the job type and the defaults', () => {
    expect(loadConfig(environment)).toMatchObject({
      jobType: csvEtl,
      concurrency: csvEtl.concurrencyPerWorker,
      shutdownGraceSeconds: 100,
      statisticsIntervalSeconds: 60,
      controlsIntervalSeconds: 15,
      ecsAgentUri: undefined,
      livenessFile: undefined,
      logLevel: 'info',
    });
  });

  test('takes what is set', () => {
    const set = { WORKER_CONCURRENCY: '7', SHUTDOWN_GRACE_SECONDS: '20', ECS_AGENT_URI: 'http://169.254.170.2/api/x' };
    expect(loadConfig({ ...environment, ...set })).toMatchObject({
      concurrency: 7,
      shutdownGraceSeconds: 20,
      ecsAgentUri: 'http://169.254.170.2/api/x',
    });
  });

  test('names every problem at once', () => {
    const { EVENT_SOURCE: _, ...incomplete } = environment;
    const wrong = {
      JOB_TYPE: 'unheard-of',
      WORKER_CONCURRENCY: '0',
      SHUTDOWN_GRACE_SECONDS: '',
      ECS_AGENT_URI: 'agent',
    };
    const load = () => loadConfig({ ...incomplete, ...wrong });
    expect(load).toThrow(InvalidConfigurationError);
    for (const name of ['EVENT_SOURCE', ...Object.keys(wrong)]) expect(load).toThrow(name);
    expect(load).toThrow('csv-etl');
  });
});
