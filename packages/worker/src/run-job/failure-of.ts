import { DependencyError, PayloadNotFoundError } from '@jobs/job-store';
import { PermanentJobError, RetryLaterError } from '../errors.ts';
import type { Failure } from './attempt-end.ts';

const MAX_MESSAGE_CHARACTERS = 1000;

/** What is kept of whatever was thrown: a code, and a message without a stack. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof PermanentJobError)
    return { kind: 'permanent', code: thrown.code, message: cut(thrown.message) };
  if (thrown instanceof RetryLaterError) {
    const { code, message, delaySeconds } = thrown;
    return { kind: 'retry-later', code, message: cut(message), delaySeconds };
  }
  if (thrown instanceof PayloadNotFoundError) {
    return { kind: 'permanent', code: 'payload-not-found', message: 'A payload of the job no longer exists' };
  }
  if (thrown instanceof DependencyError) {
    const message = 'A service that the job needs did not answer';
    return { kind: thrown.transient ? 'dependency' : 'other', code: 'dependency-failed', message };
  }
  return { kind: 'other', code: 'handler-failed', message: cut(messageOf(thrown)) };
}

/** The thread died under the handler. */
export function crash(cause: unknown): Failure {
  return { kind: 'other', code: 'worker-thread-crashed', message: cut(`The thread died: ${messageOf(cause)}`) };
}

function messageOf(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  // Not instanceof: what a thread died of arrives as a copy.
  const { message, name } = Object(thrown) as Partial<Error>;
  return [message, name].find((text) => typeof text === 'string' && text !== '') ?? `A ${typeof thrown} was thrown`;
}

function cut(message: string): string {
  return message.length > MAX_MESSAGE_CHARACTERS ? `${message.slice(0, MAX_MESSAGE_CHARACTERS - 1)}…` : message;
}
