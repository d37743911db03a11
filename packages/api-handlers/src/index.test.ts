import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { InvalidConfigurationError } from '@jobs/job-store';
import { OPERATION_IDS } from '@jobs/shared-contracts';
import { createHandlers, type FunctionName } from './index.ts';

const here = new URL('.', import.meta.url);
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/index.ts`, here)))
  .map(({ name }) => name);
const functions = Object.keys(createHandlers) as FunctionName[];

/** The variables that a function misses in an empty environment. */
const needs = (name: FunctionName) => {
  try {
    createHandlers[name]({});
    return [];
  } catch (error) {
    return [...new Set((error as Error).message.match(/\b[A-Z]+(_[A-Z]+)+\b/g))].toSorted();
  }
};

describe('the functions', () => {
  test('are the folders that have an entry', () => {
    expect(functions.toSorted()).toEqual(folders.toSorted());
  });

  test('include one for every route', () => {
    expect(functions).toEqual(expect.arrayContaining([...OPERATION_IDS]));
  });

  test.each(functions)('%s refuses a broken environment once, naming every fault', (name) => {
    const create = () => createHandlers[name]({ LOG_LEVEL: 'loud', JOBS_TABLE_NAME: '', API_KEYS_TABLE_NAME: '' });
    expect(create).toThrow(InvalidConfigurationError);
    expect(create).toThrow(/LOG_LEVEL/);
  });

  test('need no more of the environment than they use', () => {
    const events = ['EVENT_SOURCE', 'JOB_EVENTS_TOPIC_ARN'];
    const jobs = ['AWS_REGION', 'JOBS_TABLE_NAME'];
    const services = ['ECS_CLUSTER_NAME', 'WORKER_SERVICE_PREFIX', 'WORKERS_IDLE_SECONDS'];
    /** A message wakes the service that is to receive it. */
    const sends = ['QUEUE_URL_PREFIX', 'CONTROLS_TABLE_NAME', ...services];
    const expected: Partial<Record<FunctionName, string[]>> = {
      authorize: ['AWS_REGION', 'API_KEYS_TABLE_NAME'],
      'submit-job': [
        ...jobs,
        ...events,
        'PAYLOAD_BUCKET_NAME',
        ...sends,
        'WEBHOOK_SECRETS_TABLE_NAME',
        'LIMITS_TABLE_NAME',
        'CONNECTIONS_TABLE_NAME',
        'JOB_GROUPS_TABLE_NAME',
      ],
      'create-connection': ['AWS_REGION', 'CONNECTIONS_TABLE_NAME', 'WEBSOCKET_URL'],
      connect: ['AWS_REGION', 'CONNECTIONS_TABLE_NAME'],
      disconnect: ['AWS_REGION', 'CONNECTIONS_TABLE_NAME'],
      'push-messages': [...jobs, 'CONNECTIONS_TABLE_NAME', 'CONNECTIONS_ENDPOINT_URL'],
      'push-events': ['AWS_REGION', 'CONNECTIONS_TABLE_NAME', 'CONNECTIONS_ENDPOINT_URL'],
      'get-job': [...jobs, 'PAYLOAD_BUCKET_NAME'],
      'cancel-job': [...jobs, ...events, 'PAYLOAD_BUCKET_NAME'],
      'create-upload': ['AWS_REGION', 'PAYLOAD_BUCKET_NAME'],
      'list-job-types': [],
      'get-job-type': ['AWS_REGION', 'CONTROLS_TABLE_NAME'],
      'pause-job-type': ['AWS_REGION', 'AUDIT_TABLE_NAME', 'CONTROLS_TABLE_NAME'],
      'resume-job-type': ['AWS_REGION', 'AUDIT_TABLE_NAME', 'CONTROLS_TABLE_NAME'],
      'list-audit': ['AWS_REGION', 'AUDIT_TABLE_NAME'],
      'retry-jobs': [...jobs, ...events, 'AUDIT_TABLE_NAME', ...sends],
      'redrive-dead-letters': [...jobs, ...events, 'AUDIT_TABLE_NAME', ...sends],
      'get-openapi': [],
      'reconcile-jobs': [
        ...jobs,
        ...events,
        ...sends,
        'LIMITS_TABLE_NAME',
        'JOB_GROUPS_TABLE_NAME',
        'PAYLOAD_BUCKET_NAME',
      ],
      'rotate-webhook-secret': ['AWS_REGION', 'AUDIT_TABLE_NAME', 'WEBHOOK_SECRETS_TABLE_NAME'],
      'list-jobs': jobs,
      'retry-job': [...jobs, ...events, ...sends],
      'list-failures': jobs,
      'get-any-job': jobs,
      'retry-any-job': [...jobs, ...events, 'AUDIT_TABLE_NAME', ...sends],
      'cancel-any-job': [...jobs, ...events, 'AUDIT_TABLE_NAME'],
      'redrive-jobs': [...jobs, ...events, 'AUDIT_TABLE_NAME', ...sends],
      'get-overview': [
        'AWS_REGION',
        'CONTROLS_TABLE_NAME',
        'ECS_CLUSTER_NAME',
        'JOB_STATISTICS_TABLE_NAME',
        'QUEUE_URL_PREFIX',
        'WORKER_SERVICE_PREFIX',
      ],
      'list-webhook-secrets': ['AWS_REGION', 'WEBHOOK_SECRETS_TABLE_NAME'],
      'list-deliveries': [...jobs, 'WEBHOOK_DELIVERIES_TABLE_NAME'],
      'replay-delivery': [...jobs, 'WEBHOOK_DELIVERIES_TABLE_NAME', 'WEBHOOK_QUEUE_URL'],
      'deliver-webhooks': [
        ...jobs,
        'JOB_GROUPS_TABLE_NAME',
        'WEBHOOK_DELIVERIES_TABLE_NAME',
        'WEBHOOK_QUEUE_URL',
        'WEBHOOK_SECRETS_TABLE_NAME',
      ],
      'create-schedule': ['AWS_REGION', 'SCHEDULES_TABLE_NAME', 'WEBHOOK_SECRETS_TABLE_NAME'],
      'update-schedule': ['AWS_REGION', 'SCHEDULES_TABLE_NAME', 'WEBHOOK_SECRETS_TABLE_NAME'],
      'list-schedules': ['AWS_REGION', 'SCHEDULES_TABLE_NAME'],
      'get-schedule': ['AWS_REGION', 'SCHEDULES_TABLE_NAME'],
      'delete-schedule': ['AWS_REGION', 'SCHEDULES_TABLE_NAME'],
      'run-schedules': [
        ...jobs,
        ...events,
        'PAYLOAD_BUCKET_NAME',
        ...sends,
        'WEBHOOK_SECRETS_TABLE_NAME',
        'LIMITS_TABLE_NAME',
        'CONNECTIONS_TABLE_NAME',
        'SCHEDULES_TABLE_NAME',
        'JOB_GROUPS_TABLE_NAME',
      ],
      'settle-jobs': [
        ...jobs,
        ...events,
        ...sends,
        'LIMITS_TABLE_NAME',
        'JOB_GROUPS_TABLE_NAME',
        'PAYLOAD_BUCKET_NAME',
      ],
      'submit-batch': [
        ...jobs,
        ...events,
        'PAYLOAD_BUCKET_NAME',
        ...sends,
        'WEBHOOK_SECRETS_TABLE_NAME',
        'LIMITS_TABLE_NAME',
        'CONNECTIONS_TABLE_NAME',
        'JOB_GROUPS_TABLE_NAME',
      ],
      'list-batches': ['AWS_REGION', 'JOB_GROUPS_TABLE_NAME'],
      'get-batch': ['AWS_REGION', 'JOB_GROUPS_TABLE_NAME'],
      'list-batch-jobs': [...jobs, 'JOB_GROUPS_TABLE_NAME'],
      'get-batch-manifest': ['AWS_REGION', 'JOB_GROUPS_TABLE_NAME', 'PAYLOAD_BUCKET_NAME'],
      'cancel-batch': [...jobs, ...events, 'JOB_GROUPS_TABLE_NAME'],
      'retry-webhooks': ['AWS_REGION', 'WEBHOOK_DELIVERIES_TABLE_NAME', 'WEBHOOK_QUEUE_URL'],
    };
    for (const [name, variables] of Object.entries(expected)) {
      expect([name, needs(name as FunctionName)]).toEqual([name, variables.toSorted()]);
    }
  });
});
