import type { JobsTableAccess } from '@jobs/job-store/memory';
import type { Invariant } from './invariants.ts';
import type { DeclarationKind } from './model-job-type.ts';
import type { Ports } from './process-ports.ts';
import type { Mutation, Role } from './world.ts';

export type Change = Parameters<JobsTableAccess['update']>[1];
export type Condition = Parameters<JobsTableAccess['update']>[2];
type StoredJob = NonNullable<Awaited<ReturnType<JobsTableAccess['read']>>>;

/** One line of the protocol, broken. */
export interface BrokenLine {
  readonly what: string;
  /** What the model says is broken then. */
  readonly caughtBy: Invariant;
  readonly mutation: Mutation;
  /** How the job type is declared; plainly, and of jobs that wait for no others, unless given. */
  readonly declared?: DeclarationKind;
  /** Of runs that show it soon; the first ones of any seed do, unless it takes a rare coincidence. */
  readonly seed?: number;
}

/** Updates as they are asked for, but for what `change` makes of each. */
export const withUpdates = (ports: Ports, change: (asked: Update) => Update): Ports => ({
  ...ports,
  access: {
    ...ports.access,
    update: (jobId, ...asked) => {
      const made = change({ change: asked[0], condition: asked[1] });
      return ports.access.update(jobId, made.change, made.condition);
    },
  },
});

interface Update {
  readonly change: Change;
  readonly condition: Condition;
}

/** What is read, but for what `change` makes of it. */
export const withReads = (ports: Ports, change: (stored: StoredJob) => StoredJob | undefined): Ports => ({
  ...ports,
  access: {
    ...ports.access,
    read: async (jobId) => {
      const stored = await ports.access.read(jobId);
      return stored && change(stored);
    },
  },
});

export const inRole = (role: Role, mutation: Mutation): Mutation => {
  return (ports, actual) => (actual === role ? mutation(ports, actual) : ports);
};
