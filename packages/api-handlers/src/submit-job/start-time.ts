import { LIMITS, type FieldError, type SubmitJobRequest } from '@jobs/shared-contracts';

type StartTime =
  | { readonly runAt?: number; readonly errors?: undefined }
  /** Why the job can't start then. */
  | { readonly errors: readonly FieldError[] };

/** When a job is to start, in milliseconds since the epoch; nothing when that is at once. */
export function startTimeOf({ delaySeconds, runAt }: SubmitJobRequest, now: number): StartTime {
  if (delaySeconds !== undefined && runAt !== undefined) {
    return { errors: [{ detail: 'may not come together with delaySeconds', pointer: '#/runAt' }] };
  }
  const time = runAt === undefined ? now + (delaySeconds ?? 0) * 1000 : Date.parse(runAt);
  // RFC 3339 has leap seconds, and JavaScript none.
  if (Number.isNaN(time)) return { errors: [{ detail: 'is no time that can be told', pointer: '#/runAt' }] };
  if (time > now + LIMITS.delaySeconds * 1000) {
    const days = LIMITS.delaySeconds / (24 * 60 * 60);
    return { errors: [{ detail: `must be at most ${days} days ahead`, pointer: '#/runAt' }] };
  }
  return time > now ? { runAt: time } : {};
}
