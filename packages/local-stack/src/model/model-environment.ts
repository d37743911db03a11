import { createLogger, type Logger } from '@jobs/api-handlers';
import type { JobStore } from '@jobs/job-store';
import type { Context } from 'aws-lambda';

export const EVENT_SOURCE = '/jobs/model';

/** What the functions read; the services that it names are never called. */
export const ENVIRONMENT = {
  AWS_REGION: 'eu-central-1',
  LOG_LEVEL: 'silent',
  JOBS_TABLE_NAME: 'jobs',
  QUEUE_URL_PREFIX: 'https://queues.invalid/',
  JOB_EVENTS_TOPIC_ARN: 'arn:aws:sns:eu-central-1:000000000000:job-events',
  EVENT_SOURCE,
  PAYLOAD_BUCKET_NAME: 'payloads',
  WEBHOOK_SECRETS_TABLE_NAME: 'webhook-secrets',
  CONNECTIONS_TABLE_NAME: 'connections',
  LIMITS_TABLE_NAME: 'limits',
  AUDIT_TABLE_NAME: 'audit',
  JOB_GROUPS_TABLE_NAME: 'job-groups',
  CONTROLS_TABLE_NAME: 'controls',
  WORKERS_IDLE_SECONDS: '300',
  ECS_CLUSTER_NAME: 'jobs',
  WORKER_SERVICE_PREFIX: 'jobs-',
} as const;

/** No job of the model is watched: this is all that is asked of connections. */
export const NO_CONNECTIONS = {
  ownerWatchedUntil: () => Promise.resolve(undefined),
} as unknown as JobStore['connections'];

/** What is written into the audit trail changes nothing here. */
export const NO_AUDIT: JobStore['auditLog'] = {
  begin: (entry) => Promise.resolve({ ...entry, id: 'audit', at: 0, outcome: 'begun' }),
  end: () => Promise.resolve(),
  list: () => Promise.resolve({ entries: [] }),
};

/** Workers come and go as the commands say: no service sleeps, or is to be woken. */
export const AWAKE: Pick<JobStore, 'wakeStates' | 'serviceScaling' | 'workers'> = {
  wakeStates: {
    noteWork: () => Promise.resolve({ outcome: 'awake' }),
    getWakeState: () => Promise.resolve({ workAt: undefined, isPaused: false }),
    forgetWork: () => Promise.resolve(false),
  },
  serviceScaling: { setMinimum: () => Promise.resolve(), getMinimums: () => Promise.resolve(new Map()) },
  workers: { countWorkers: () => Promise.resolve(new Map()) },
};

export const silentLog: Logger = createLogger('silent');

/** The context of an invocation: the functions look at nothing of it, and without a time limit they set no timer. */
export const lambdaContext = {} as Context;
