import type { CreateScheduleRequest, ScheduleView } from '../../schedules/schedule.ts';
import type { JobView } from '../../jobs/job-view.ts';
import type { ApiExample } from './api-example.ts';
import { problemExample } from './problem-example.ts';

const SCHEDULE_ID = 'sch_6a1f0c9d4b7e4258a3d5e8f2b1c70946';

const createdAt = '2026-11-02T09:00:00.000Z';

const BODY = {
  name: 'Report of the night',
  type: 'text-analyze',
  input: { source: { text: 'Nothing of note has happened.' } },
  cron: '30 6 * * MON-FRI',
  timeZone: 'Europe/Berlin',
  overlap: 'queue',
} as const satisfies CreateScheduleRequest;

const { input: _input, ...LISTED_FIELDS } = BODY;

const RUNS = ['2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06', '2026-11-09'];

const LISTED: ScheduleView = {
  id: SCHEDULE_ID,
  ...LISTED_FIELDS,
  tags: {},
  catchUp: 'last',
  paused: false,
  nextRuns: RUNS.map((day) => `${day}T05:30:00.000Z`),
  waitingRuns: 0,
  createdAt,
  updatedAt: createdAt,
};

const CREATED: ScheduleView = { ...LISTED, input: BODY.input };

const PAUSED: ScheduleView = { ...CREATED, paused: true, nextRuns: [], updatedAt: '2026-11-02T10:00:00.000Z' };

const LATER_JOB_ID = 'job_8e2b5d7f0a1c4396b7d8e9f0a1b2c3d4';

const LATER_BODY = { type: BODY.type, input: BODY.input, delaySeconds: 3600 };

const LATER: JobView = {
  id: LATER_JOB_ID,
  type: BODY.type,
  status: 'SCHEDULED',
  priority: 'standard',
  attempt: 0,
  maxAttempts: 3,
  tags: {},
  createdAt,
  runAt: '2026-11-02T10:00:00.000Z',
  updatedAt: createdAt,
  version: 1,
};

export const SCHEDULE_EXAMPLES: readonly ApiExample[] = [
  {
    operationId: 'submit-job',
    name: 'scheduled',
    title: 'A job that starts an hour later',
    body: LATER_BODY,
    answer: {
      status: 202,
      headers: { Location: `/v1/jobs/${LATER_JOB_ID}`, 'Retry-After': '60', ETag: 'W/"1"' },
      body: LATER,
    },
  },
  {
    operationId: 'create-schedule',
    name: 'created',
    title: 'Every working day at half past six in Berlin, summer and winter',
    body: BODY,
    answer: { status: 201, headers: { Location: `/v1/schedules/${SCHEDULE_ID}` }, body: CREATED },
  },
  {
    operationId: 'create-schedule',
    name: 'refused',
    title: 'A time that never comes',
    body: { ...BODY, cron: '0 0 30 2 *' },
    answer: {
      status: 422,
      body: problemExample('validation-failed', {
        detail: '#/cron is a time that never comes',
        instance: '/v1/schedules',
        errors: [{ detail: 'is a time that never comes', pointer: '#/cron' }],
      }),
    },
  },
  {
    operationId: 'list-schedules',
    name: 'schedules',
    title: 'The one schedule',
    answer: { status: 200, body: { schedules: [LISTED] } },
  },
  {
    operationId: 'get-schedule',
    name: 'schedule',
    title: 'A schedule with its next runs',
    parameters: { scheduleId: SCHEDULE_ID },
    answer: { status: 200, body: CREATED },
  },
  {
    operationId: 'update-schedule',
    name: 'paused',
    title: 'A schedule is paused',
    parameters: { scheduleId: SCHEDULE_ID },
    body: { paused: true },
    answer: { status: 200, body: PAUSED },
  },
  {
    operationId: 'delete-schedule',
    name: 'deleted',
    title: 'A schedule is deleted',
    parameters: { scheduleId: SCHEDULE_ID },
    answer: { status: 200, body: PAUSED },
  },
];
