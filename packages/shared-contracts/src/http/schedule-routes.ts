import {
  CreateScheduleRequest,
  ScheduleList,
  SchedulePreview,
  ScheduleView,
  UpdateScheduleRequest,
} from '../schedules/schedule.ts';
import type { Route } from './route.ts';
import { BODY_PROBLEMS } from './route-parts.ts';

const SCHEDULE_ID = {
  name: 'scheduleId',
  in: 'path',
  description: 'The id that POST /v1/schedules returned',
  schema: { type: 'string' },
} as const;

const CHANGE_PROBLEMS = [...BODY_PROBLEMS, 'unknown-job-type', 'webhook-secret-missing'] as const;

/** Routes of jobs that are made again and again. */
export const SCHEDULE_ROUTES: readonly Route[] = [
  {
    operationId: 'create-schedule',
    method: 'POST',
    path: '/v1/schedules',
    summary: 'Have a job made again and again',
    description:
      'By `cron` in a time zone, or every `rateSeconds`. Every run is a job like any other. An input may not name uploads, which are kept for a day. With `dryRun` it is only checked.',
    scope: 'jobs:write',
    request: CreateScheduleRequest,
    answers: [
      {
        status: 201,
        description: 'The schedule, with its next runs',
        schema: ScheduleView,
        headers: [{ name: 'Location', description: 'Where to read the schedule' }],
      },
      { status: 200, description: 'With `dryRun`: the schedule as it would be made', schema: SchedulePreview },
    ],
    problems: [...CHANGE_PROBLEMS, 'too-many-schedules'],
  },
  {
    operationId: 'list-schedules',
    method: 'GET',
    path: '/v1/schedules',
    summary: 'List your schedules',
    description: 'All of them, the newest first. A new one may take a moment to be listed.',
    scope: 'jobs:read',
    answers: [{ status: 200, description: 'The schedules', schema: ScheduleList }],
    problems: [],
  },
  {
    operationId: 'get-schedule',
    method: 'GET',
    path: '/v1/schedules/{scheduleId}',
    summary: 'Read a schedule',
    description: 'With its next runs, and the job of the last one.',
    scope: 'jobs:read',
    parameters: [SCHEDULE_ID],
    answers: [{ status: 200, description: 'The schedule', schema: ScheduleView }],
    problems: ['schedule-not-found'],
  },
  {
    operationId: 'update-schedule',
    method: 'PATCH',
    path: '/v1/schedules/{scheduleId}',
    summary: 'Change, pause or resume a schedule',
    description:
      'What is named is replaced, `null` takes away, and the rest stays; `cron` takes the place of `rateSeconds`, and the other way round. A schedule that is resumed goes on with its next time: what it left out is not caught up.',
    scope: 'jobs:write',
    parameters: [SCHEDULE_ID],
    request: UpdateScheduleRequest,
    answers: [
      { status: 200, description: 'The schedule as it is now, or with `dryRun` as it would be', schema: ScheduleView },
    ],
    problems: [...CHANGE_PROBLEMS, 'schedule-not-found'],
  },
  {
    operationId: 'delete-schedule',
    method: 'DELETE',
    path: '/v1/schedules/{scheduleId}',
    summary: 'Delete a schedule',
    description: 'Jobs that it has made stay as they are.',
    scope: 'jobs:write',
    parameters: [SCHEDULE_ID],
    answers: [{ status: 200, description: 'The schedule as it was', schema: ScheduleView }],
    problems: ['schedule-not-found'],
  },
];
