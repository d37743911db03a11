import { isTerminal, mayBecome } from '@jobs/shared-contracts';
import type { AcceptedJob, ChaosHistory, StateWrite } from './history.ts';
import { unpublishedStates } from './published-states.ts';
import { statesByJob } from './states-by-job.ts';
import { staleWrites } from './stale-writes.ts';

export const VIOLATIONS = [
  'lost',
  'stuck',
  'doubled',
  'stale result',
  'wrong result',
  'illegal move',
  'unpublished state',
  'untrue event',
  'untrue answer',
  'unexpected end',
  'cancel ignored',
  'unknown job',
  'one key, two jobs',
  'missing dead letter',
  'strange dead letter',
  'not drained',
  'unexpected refusal',
] as const;
export type ViolationKind = (typeof VIOLATIONS)[number];

export interface Violation {
  readonly kind: ViolationKind;
  readonly detail: string;
}

/** What must hold of any history, whatever was done to the system. */
export function checkHistory(history: ChaosHistory): readonly Violation[] {
  const states = statesByJob(history.writes);
  return [
    ...history.refusals.map((detail): Violation => ({ kind: 'unexpected refusal', detail })),
    ...checkAcceptance(history, states),
    ...history.accepted.flatMap((job) => checkEnd(job, states.get(job.jobId) ?? [], history)),
    ...[...states.values()].flatMap(checkMoves),
    ...unpublishedStates(history, states),
    ...checkDeadLetters(history, states),
    ...(history.backlog > 0 ? [violation('not drained', `${history.backlog} messages are left`)] : []),
  ];
}

const violation = (kind: ViolationKind, detail: string): Violation => ({ kind, detail });

function checkAcceptance({ accepted }: ChaosHistory, states: ReadonlyMap<string, unknown>): readonly Violation[] {
  const known = new Set(accepted.map(({ jobId }) => jobId));
  const byKey = Map.groupBy(accepted, ({ idempotencyKey }) => idempotencyKey);
  return [
    ...[...states.keys()]
      .filter((jobId) => !known.has(jobId))
      .map((jobId) => violation('unknown job', `${jobId} was stored, but no client was told of it`)),
    ...[...byKey]
      .filter(([, jobs]) => new Set(jobs.map(({ jobId }) => jobId)).size > 1)
      .map(([key, jobs]) => violation('one key, two jobs', `${key}: ${jobs.map(({ jobId }) => jobId).join(', ')}`)),
  ];
}

function checkEnd(job: AcceptedJob, states: readonly StateWrite[], { endViews }: ChaosHistory): readonly Violation[] {
  const { jobId } = job;
  const view = endViews.get(jobId);
  if (!view) return [violation('lost', `${jobId} was accepted, and is not there`)];
  const last = states.at(-1);
  if (!isTerminal(view.status)) return [violation('stuck', `${jobId} is ${view.status} in attempt ${view.attempt}`)];
  const found: Violation[] = [];
  if (last?.status !== view.status) {
    found.push(violation('untrue answer', `${jobId} is shown as ${view.status}, but became ${last?.status}`));
  }
  if (job.cancelPromised && view.status !== 'CANCELLED') {
    found.push(violation('cancel ignored', `${jobId} was to be cancelled, but is ${view.status}`));
  }
  if (!isExpectedEnd(job, view.status, view.error?.code, states)) {
    found.push(violation('unexpected end', `${jobId} is ${view.status}: ${JSON.stringify(view.error ?? {})}`));
  }
  const { statistics } = (view.result ?? {}) as { readonly statistics?: { readonly characters: number } };
  if (view.status === 'SUCCEEDED' && job.characters !== undefined && statistics?.characters !== job.characters) {
    found.push(
      violation('wrong result', `${jobId}: ${statistics?.characters} characters instead of ${job.characters}`),
    );
  }
  return found;
}

/** A job that is sound may fail only by the loss of as many workers as it has attempts. */
function isExpectedEnd(
  { isPoison, cancelSent, attempts }: AcceptedJob,
  status: StateWrite['status'],
  errorCode: string | undefined,
  states: readonly StateWrite[],
): boolean {
  if (status === 'CANCELLED') return cancelSent;
  if (isPoison) return status === 'FAILED';
  return status === 'SUCCEEDED' || (errorCode === 'worker-lost' && lostAttempts(states) >= attempts);
}

/** Attempts that their worker did not end: another claim follows, or the end of a job that has none left. */
function lostAttempts(states: readonly StateWrite[]): number {
  return states.filter(({ status }, n) => {
    const next = states[n + 1]?.status;
    return status === 'RUNNING' && (next === 'RUNNING' || next === 'FAILED');
  }).length;
}

function checkMoves(states: readonly StateWrite[]): readonly Violation[] {
  const jobId = states[0]?.jobId ?? '';
  const ends = states.filter(({ status }) => isTerminal(status));
  const illegal = states.flatMap((state, n) => {
    const before = states[n - 1];
    return before && !mayBecome(before.status, state.status)
      ? [`${jobId} went from ${before.status} to ${state.status}`]
      : [];
  });
  return [
    ...(ends.length > 1
      ? [violation('doubled', `${jobId} ended as ${ends.map(({ status }) => status).join(', ')}`)]
      : []),
    ...illegal.map((detail) => violation('illegal move', detail)),
    ...staleWrites(states).map((detail) => violation('stale result', detail)),
  ];
}

function checkDeadLetters({ deadLetters }: ChaosHistory, states: ReadonlyMap<string, readonly StateWrite[]>) {
  const failed = [...states].flatMap(([jobId, of]) => (of.at(-1)?.status === 'FAILED' ? [jobId] : []));
  const lettered = new Set(deadLetters.map(({ jobId }) => jobId));
  const expected = new Set(failed);
  return [
    ...failed
      .filter((jobId) => !lettered.has(jobId))
      .map((jobId) => violation('missing dead letter', `${jobId} failed, and no dead letter names it`)),
    ...deadLetters
      .filter(({ jobId }) => jobId === undefined || !expected.has(jobId))
      .map(({ queue, jobId }) => violation('strange dead letter', `${queue} holds a message for ${jobId ?? 'no job'}`)),
  ];
}
