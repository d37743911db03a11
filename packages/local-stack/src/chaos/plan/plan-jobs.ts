import { chance, weighted } from './chance.ts';
import type { ChaosSettings } from './chaos-plan.ts';

type JobKind =
  | 'text'
  /** Its input is too large for the table. */
  | 'large-text'
  | 'table'
  | 'document'
  | 'image'
  | 'poison-text'
  | 'poison-table';

export interface PlannedJob {
  readonly index: number;
  readonly kind: JobKind;
  readonly owner: string;
  readonly idempotencyKey: string;
  /** The client asks for its end so long after it was accepted. */
  readonly cancelAfterMs?: number;
  /** The client hangs up so long after it sent the request, and sends it again. */
  readonly hangUpAfterMs?: number;
  /** The client sends the same request twice at once. */
  readonly twice: boolean;
  /** The client follows it to its end. */
  readonly followed: boolean;
}

export const OWNERS = ['acme', 'globex', 'initech'] as const;

/** In per mille. */
const KINDS: Readonly<Record<JobKind, number>> = {
  text: 870,
  'large-text': 40,
  table: 30,
  document: 20,
  image: 10,
  'poison-text': 20,
  'poison-table': 10,
};
/** What a process of the type needs to start is too much for a minute. */
const QUICK_KINDS: Readonly<Partial<Record<JobKind, number>>> = { text: 880, 'large-text': 60, 'poison-text': 60 };

const CANCELLED = 0.05;
const LONGEST_BEFORE_CANCEL_MS = 2000;
const HUNG_UP = 0.02;
const LONGEST_BEFORE_HANGING_UP_MS = 60;
const TWICE = 0.02;
const FOLLOWED = 0.03;

export const isPoison = ({ kind }: PlannedJob) => kind.startsWith('poison');

export function planJobs({ seed, jobs, quick }: ChaosSettings): readonly PlannedJob[] {
  return Array.from({ length: jobs }, (_, index): PlannedJob => {
    const decide = (what: string) => chance(seed, 'job', index, what);
    const kind = weighted(decide('kind'), quick ? QUICK_KINDS : KINDS);
    const cancelled = decide('cancel') < CANCELLED && !kind.startsWith('poison');
    return {
      index,
      kind,
      owner: OWNERS[Math.floor(decide('owner') * OWNERS.length)] ?? OWNERS[0],
      idempotencyKey: `chaos-${seed}-${index}`,
      twice: decide('twice') < TWICE,
      followed: decide('follow') < FOLLOWED,
      ...(cancelled && { cancelAfterMs: decide('cancel after') * LONGEST_BEFORE_CANCEL_MS }),
      ...(decide('hang up') < HUNG_UP && { hangUpAfterMs: decide('hang up after') * LONGEST_BEFORE_HANGING_UP_MS }),
    };
  });
}
