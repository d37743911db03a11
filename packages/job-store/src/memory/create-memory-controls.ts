import type { Controls, PausedState } from '../port/controls.ts';
import type { WakeStates } from '../port/wake-states.ts';

export interface MemoryControlsSettings {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly intervalMs: number;
}

/** Which job types are paused, and which have work, in memory. */
export function createMemoryControls({ now, intervalMs }: MemoryControlsSettings): {
  readonly controls: Controls;
  readonly wakeStates: WakeStates;
} {
  const pauses = new Map<string, PausedState>();
  const workAts = new Map<string, number>();
  const controls: Controls = {
    pause: async (jobType, as) => {
      const paused = pauses.get(jobType) ?? { since: now(), ...as };
      pauses.set(jobType, paused);
      return paused;
    },
    resume: async (jobType) => {
      const paused = pauses.get(jobType);
      pauses.delete(jobType);
      return paused;
    },
    getPause: async (jobType) => pauses.get(jobType),
  };
  const wakeStates: WakeStates = {
    noteWork: async (jobType) => {
      const workAt = workAts.get(jobType);
      if (pauses.has(jobType)) return { outcome: 'unchanged', workAt: undefined };
      if (workAt !== undefined && workAt > now() - intervalMs) return { outcome: 'unchanged', workAt };
      workAts.set(jobType, now());
      return { outcome: workAt === undefined ? 'asleep' : 'awake' };
    },
    getWakeState: async (jobType) => ({ workAt: workAts.get(jobType), isPaused: pauses.has(jobType) }),
    forgetWork: async (jobType, workAt) => workAts.get(jobType) === workAt && workAts.delete(jobType),
  };
  return { controls, wakeStates };
}
