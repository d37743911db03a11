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
    { page: 'schedules' },
    { page: 'audit' },
  ])('are found again by their links: %j', (route) => {
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });

  test.each(['', '#', '#/'])('begin with the overview: "%s"', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'overview' });
  });

  test.each(['#/nothing', '#/jobs/a/b', '#/jobs/', '#/failures/a', '#/schedules/a', '#/jobs/%E0%A4%A'])(
    'are no others: %s',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ page: 'not-found' });
    },
  );
});
