import { describe, expect, test } from '@jest/globals';
import { DependencyError, PayloadNotFoundError } from '@jobs/job-store';
import { PermanentJobError, RetryLaterError } from '../errors.ts';
import { crash, failureOf } from './failure-of.ts';

describe('what is kept of an error', () => {
  test('the author’s errors keep their meaning, code and message', () => {
    expect(failureOf(new PermanentJobError('No header', { code: 'unreadable-csv' }))).toEqual({
      kind: 'permanent',
      code: 'unreadable-csv',
      message: 'No header',
    });
    expect(failureOf(new PermanentJobError('No'))).toMatchObject({ code: 'permanent-failure' });
    expect(failureOf(new RetryLaterError('Busy', { delaySeconds: 60 }))).toEqual({
      kind: 'retry-later',
      code: 'retry-later',
      message: 'Busy',
      delaySeconds: 60,
    });
  });

  test('anything else that is thrown is an ordinary failure, without its stack', () => {
    expect(failureOf(new TypeError('x is undefined'))).toEqual({
      kind: 'other',
      code: 'handler-failed',
      message: 'x is undefined',
    });
    expect(failureOf('a string')).toMatchObject({ code: 'handler-failed', message: 'a string' });
    expect(failureOf(undefined)).toMatchObject({ code: 'handler-failed' });
    expect(failureOf(new Error(''))).toMatchObject({ message: 'Error' });
  });

  test('an error of a service does not show what the service said', () => {
    const cause = new Error('arn:aws:s3:::secret-bucket is not allowed');
    expect(failureOf(new DependencyError('S3', 'GetObject', true, cause)).message).not.toContain('secret-bucket');
    expect(failureOf(new PayloadNotFoundError('uploads/ada/upl_1'))).toMatchObject({ kind: 'permanent' });
  });

  test('a service that is away is no fault of the job, one that refuses is', () => {
    const [away, refused] = [true, false].map((transient) =>
      failureOf(new DependencyError('S3', 'GetObject', transient, new Error('no'))),
    );
    expect(away).toMatchObject({ kind: 'dependency', code: 'dependency-failed' });
    expect(refused).toMatchObject({ kind: 'other', code: 'dependency-failed' });
  });

  test('a message is cut to 1,000 characters', () => {
    expect(failureOf(new Error('x'.repeat(5000))).message).toHaveLength(1000);
    expect(crash(new Error('x'.repeat(5000))).message).toHaveLength(1000);
  });
});
