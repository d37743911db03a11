import { describe, expect, test } from '@jest/globals';
import { hrefOf, parseRoute, type Route } from './routes.ts';

describe('the pages', () => {
  test.each<Exclude<Route, { page: 'not-found' }>>([
    { page: 'overview' },
    { page: 'jobs' },
    { page: 'jobs', type: 'csv-etl', status: 'FAILED' },
    { page: 'job', jobId: 'job_0123' },
    { page: 'job', jobId: 'of/whom?' },
    { page: 'submit' },
    { page: 'submit', type: 'csv-etl' },
    { page: 'failures' },
    { page: 'failures', type: 'a&b=c' },
    { page: 'failures', owner: 'acme', tag: 'team=blue', failedFrom: '2026-11-02T09:00:00.000Z' },
    { page: 'batches' },
    { page: 'new-batch' },
    { page: 'batch', batchId: 'bat_0123' },
    { page: 'schedules' },
    { page: 'new-schedule' },
    { page: 'new-schedule', type: 'csv-etl' },
    { page: 'schedule', scheduleId: 'sch_0123' },
    { page: 'audit' },
  ])('are found again by their links: %j', (route) => {
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });

  test.each(['', '#', '#/'])('begin with the overview: "%s"', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'overview' });
  });

  test.each(['#/nothing', '#/jobs/a/b', '#/jobs/', '#/failures/a', '#/schedules/a/b', '#/batches/', '#/jobs/%E0%A4%A'])(
    'are no others: %s',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ page: 'not-found' });
    },
  );
});
