/**
 * A job that is to start later is SCHEDULED until its time is this near, and then QUEUED with a delayed message. The
 * reconciler looks every minute: half a minute is left for a run that is late or long. More would wake workers too early,
 * since delayed messages count as backlog.
 */
export const QUEUED_AHEAD_MS = 90_000;

/** A job may start so much before its time: the clocks of those who set it and of the workers differ. */
export const START_TOLERANCE_MS = 1000;

/** Whether a job is still to be SCHEDULED, and not yet QUEUED. */
export const isFarAhead = (runAt: number | undefined, now: number): runAt is number =>
  runAt !== undefined && runAt > now + QUEUED_AHEAD_MS;
