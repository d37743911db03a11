import {
  CallTimedOutError,
  JobClientError,
  NoAnswerError,
  ProblemError,
  UnexpectedAnswerError,
  type ProblemCode,
} from '@jobs/client';
import { isAway } from './connection.ts';

/** What to tell a person of a failure. */
export function messageOf(error: unknown): string {
  if (error instanceof ProblemError) return error.detail || error.title;
  if (error instanceof JobClientError) return error.message;
  return 'Something went wrong in this page. Reload it.';
}

export const isProblem = (error: unknown, code: ProblemCode): boolean =>
  error instanceof ProblemError && error.code === code;

/** Whether it is only that the API does not answer: the banner tells of that, and it passes. */
export const isLostConnection = (error: unknown): boolean =>
  error instanceof NoAnswerError ||
  error instanceof CallTimedOutError ||
  (error instanceof UnexpectedAnswerError && isAway(error.status));
