import { describe, expect, test } from '@jest/globals';
import { CallTimedOutError, NoAnswerError, ProblemError, UnexpectedAnswerError } from '@jobs/client';
import { isLostConnection, isProblem, messageOf } from './error-message.ts';

const problem = new ProblemError({
  type: 'urn:job-queue:problem:insufficient-scope',
  status: 403,
  code: 'insufficient-scope',
  title: 'The API key lacks the scope for this',
  detail: 'This needs the scope operator.',
});

describe('a failure', () => {
  test('is told as the API tells it, and never as the runtime does', () => {
    expect(messageOf(problem)).toBe('This needs the scope operator.');
    expect(messageOf(new NoAnswerError('GET /v1/jobs', new TypeError('failed')))).toContain('GET /v1/jobs');
    expect(messageOf(new TypeError('undefined is not a function'))).toBe(
      'Something went wrong in this page. Reload it.',
    );
  });

  test('is known by its code', () => {
    expect([isProblem(problem, 'insufficient-scope'), isProblem(problem, 'job-not-found')]).toEqual([true, false]);
    expect(isProblem(new Error('insufficient-scope'), 'insufficient-scope')).toBe(false);
  });

  test('is one of the connection when nothing answers, or a gateway instead of the API', () => {
    const lost = [
      new NoAnswerError('GET /', undefined),
      new CallTimedOutError('GET /', 1),
      new UnexpectedAnswerError('GET /', 503, ''),
    ];
    expect(lost.map(isLostConnection)).toEqual([true, true, true]);
    expect([problem, new UnexpectedAnswerError('GET /', 404, '')].map(isLostConnection)).toEqual([false, false]);
  });
});
