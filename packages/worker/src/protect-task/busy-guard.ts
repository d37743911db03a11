import type { Clock } from '../clock.ts';
import type { TaskProtection } from './task-protection.ts';

/** What ECS allows. */
const MAX_MINUTES = 2880;
/** ECS limits how often protection is switched: a worker that gets its next job soon stays protected. */
const LINGER_MS = 5000;
const RENEW_AT = 0.8;

export interface BusyGuard {
  /** Before a job runs: false when the task may be stopped any moment, so that another task should have the job. */
  enter(): Promise<boolean>;
  /** After each `enter`, whatever it answered. */
  leave(): void;
  /** Lifts the protection at once. */
  close(): Promise<void>;
}

/** Protects the task from idle to busy, and renews it as long as it is busy. */
export function createBusyGuard(protection: TaskProtection, clock: Clock, longestJobMinutes: number): BusyGuard {
  const expiresInMinutes = Math.min(MAX_MINUTES, Math.max(1, Math.ceil(longestJobMinutes)));
  let jobs = 0;
  let state: Promise<boolean> | undefined;
  let lifting: Promise<void> = Promise.resolve();
  let cancelRenewal: (() => void) | undefined;
  let cancelLinger: (() => void) | undefined;

  const renewLater = () => {
    cancelRenewal = clock.after(expiresInMinutes * 60_000 * RENEW_AT, () => {
      void protection.protect(expiresInMinutes);
      renewLater();
    });
  };

  const protect = async () => {
    await lifting;
    if ((await protection.protect(expiresInMinutes)) === 'refused') return false;
    renewLater();
    return true;
  };

  const liftAfter = async (protecting: Promise<boolean> | undefined) => {
    if (!(await protecting)) return;
    cancelRenewal?.();
    await protection.unprotect();
  };

  const lift = () => {
    cancelLinger?.();
    lifting = liftAfter(state);
    state = undefined;
    return lifting;
  };

  return {
    enter: async () => {
      jobs += 1;
      cancelLinger?.();
      state ??= protect();
      const asked = state;
      const mayRun = await asked;
      // The next job asks anew.
      if (!mayRun && state === asked) state = undefined;
      return mayRun;
    },
    leave: () => {
      jobs -= 1;
      if (jobs === 0 && state) cancelLinger = clock.after(LINGER_MS, () => void lift());
    },
    close: lift,
  };
}
