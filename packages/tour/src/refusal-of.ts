import { ProblemError } from '@jobs/client';
import { StepFailedError } from './errors.ts';

/** The problem that a call is to be refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<ProblemError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new StepFailedError('It should have been refused');
}
