import { describe, expect, test } from '@jest/globals';
import * as client from './index.ts';
import { fakeJob } from './testing/fake-job.ts';
import { problemOf } from './testing/problem-of.ts';

const job = fakeJob({ status: 'FAILED', error: { code: 'bad-sql', message: 'no such column', attempt: 1 } });

const errors = [
  new client.InvalidClientOptionsError('wrong'),
  new client.ProblemError(problemOf('job-not-found')),
  new client.UnexpectedAnswerError('GET /v1/jobs', 502, 'Bad Gateway'),
  new client.NoAnswerError('GET /v1/jobs', new Error('refused')),
  new client.CallTimedOutError('GET /v1/jobs', 10),
  new client.WaitTimedOutError(job.id, 10),
  new client.JobFailedError(job),
  new client.JobCancelledError(job),
];

describe('the errors', () => {
  test('are all tested here', () => {
    const classes = Object.values(client).filter(
      (value) => value.prototype instanceof client.JobClientError && value !== client.JobClientError,
    );
    expect(errors.map(({ constructor }) => constructor)).toEqual(expect.arrayContaining(classes));
    expect(errors).toHaveLength(classes.length);
  });

  test.each(errors)('have one base, and are named as their class: $name', (error) => {
    expect(error).toBeInstanceOf(client.JobClientError);
    expect(error.name).toBe(error.constructor.name);
    expect(error.code).toMatch(/^[a-z-]+$/);
  });

  test('of a problem name the fields and what is wrong with them', () => {
    const fault = { pointer: '#/input/sql', detail: 'is required' };
    const error = new client.ProblemError(problemOf('validation-failed', { errors: [fault], traceId: 'trace-1' }));
    expect(error).toMatchObject({ code: 'validation-failed', status: 422, errors: [fault], traceId: 'trace-1' });
    expect(error.message).toBe('On purpose: validation-failed\n#/input/sql is required');
  });

  test('of a failed job say why it failed', () => {
    expect(new client.JobFailedError(job).message).toBe(`${job.id} failed: bad-sql: no such column`);
  });
});
