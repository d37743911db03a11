import { describe, expect, test } from '@jest/globals';
import type { JobEvent, JobStatus, JobView } from '@jobs/shared-contracts';
import { checkHistory, VIOLATIONS, type ViolationKind } from './check-history.ts';
import type { AcceptedJob, ChaosHistory, StateWrite } from './history.ts';

const SOUND = 'job_sound';
const POISON = 'job_poison';
const LEASE_MS = 10_000;

const accepted = (jobId: string, more: Partial<AcceptedJob> = {}): AcceptedJob => ({
  jobId,
  idempotencyKey: `key of ${jobId}`,
  acceptedAt: 0,
  isPoison: false,
  attempts: 3,
  cancelSent: false,
  cancelPromised: false,
  ...more,
});

const write = (jobId: string, version: number, status: JobStatus, more: Partial<StateWrite> = {}): StateWrite => ({
  jobId,
  version,
  status,
  attempt: version === 1 ? 0 : 1,
  writer: version === 1 ? 'function-submit-job' : 'task-a',
  at: version * 100,
  ...(version > 2 && { leaseBefore: LEASE_MS }),
  ...more,
});

const viewOf = ({ jobId, status, version, attempt }: StateWrite, more: Partial<JobView> = {}) =>
  ({ id: jobId, status, version, attempt, ...more }) as JobView;

const eventOf = (state: StateWrite) =>
  ({ id: `${state.jobId}.${state.version}`, subject: state.jobId, data: viewOf(state) }) as unknown as JobEvent;

/** All that follows from the states of the jobs, when everything else is as it should be. */
function historyOf(writes: readonly StateWrite[], jobs = [accepted(SOUND), accepted(POISON, { isPoison: true })]) {
  const last = new Map(writes.map((state) => [state.jobId, state]));
  const history: ChaosHistory = {
    accepted: jobs,
    refusals: [],
    writes,
    events: writes.map(eventOf),
    sightings: writes.map((state) => viewOf(state)),
    endViews: new Map([...last].map(([jobId, state]) => [jobId, viewOf(state)])),
    deadLetters: [...last.values()]
      .filter(({ status }) => status === 'FAILED')
      .map(({ jobId }) => ({ queue: 'text-analyze', jobId })),
    backlog: 0,
    deaths: [],
  };
  return history;
}

const QUEUED = write(SOUND, 1, 'QUEUED');
const RUNNING = write(SOUND, 2, 'RUNNING');
const SUCCEEDED = write(SOUND, 3, 'SUCCEEDED');
const FAILED = [write(POISON, 1, 'QUEUED'), write(POISON, 2, 'RUNNING'), write(POISON, 3, 'FAILED')];
const WRITES = [QUEUED, RUNNING, SUCCEEDED, ...FAILED];

/** The sound job is claimed again by another task, when its lease is over. */
const AFTER_LEASE = LEASE_MS + 1000;
const TAKEN_OVER = write(SOUND, 3, 'RUNNING', { attempt: 2, writer: 'task-b', at: AFTER_LEASE, leaseBefore: LEASE_MS });

const FAULTY: Readonly<Record<ViolationKind, ChaosHistory>> = {
  lost: { ...historyOf(WRITES), endViews: new Map(FAILED.map((state) => [POISON, viewOf(state)])) },
  stuck: historyOf([QUEUED, RUNNING, ...FAILED]),
  doubled: historyOf([...WRITES, write(SOUND, 4, 'SUCCEEDED')]),
  'stale result': historyOf([
    QUEUED,
    RUNNING,
    TAKEN_OVER,
    write(SOUND, 4, 'SUCCEEDED', { writer: 'task-a', at: AFTER_LEASE + 1, leaseBefore: 2 * LEASE_MS }),
    ...FAILED,
  ]),
  'wrong result': {
    ...historyOf(WRITES, [accepted(SOUND, { characters: 7 }), accepted(POISON, { isPoison: true })]),
    endViews: new Map([
      [SOUND, viewOf(SUCCEEDED, { result: { statistics: { characters: 8 } } })],
      [POISON, viewOf(write(POISON, 3, 'FAILED'))],
    ]),
  },
  'illegal move': historyOf([QUEUED, write(SOUND, 2, 'SUCCEEDED'), ...FAILED]),
  'unpublished state': { ...historyOf(WRITES), events: [QUEUED, SUCCEEDED, ...FAILED].map(eventOf) },
  'untrue event': { ...historyOf(WRITES), events: [...WRITES, write(SOUND, 2, 'CANCELLED')].map(eventOf) },
  'untrue answer': { ...historyOf(WRITES), sightings: [viewOf(write(SOUND, 2, 'FAILED'))] },
  'unexpected end': historyOf([QUEUED, RUNNING, write(SOUND, 3, 'FAILED'), ...FAILED]),
  'cancel ignored': historyOf(WRITES, [
    accepted(SOUND, { cancelSent: true, cancelPromised: true }),
    accepted(POISON, { isPoison: true }),
  ]),
  'unknown job': historyOf(WRITES, [accepted(SOUND)]),
  'one key, two jobs': historyOf(WRITES, [
    accepted(SOUND, { idempotencyKey: 'same' }),
    accepted(POISON, { idempotencyKey: 'same', isPoison: true }),
  ]),
  'missing dead letter': { ...historyOf(WRITES), deadLetters: [] },
  'strange dead letter': {
    ...historyOf(WRITES),
    deadLetters: [POISON, SOUND].map((jobId) => ({ queue: 'text-analyze', jobId })),
  },
  'not drained': { ...historyOf(WRITES), backlog: 1 },
  'unexpected refusal': { ...historyOf(WRITES), refusals: ['POST /v1/jobs was answered 400'] },
};

const kindsIn = (history: ChaosHistory) => new Set(checkHistory(history).map(({ kind }) => kind));

describe('a history', () => {
  test('in which all went well has nothing wrong', () => {
    expect(checkHistory(historyOf(WRITES))).toEqual([]);
  });

  test.each(VIOLATIONS)('that shows "%s" is found out', (kind) => {
    expect(kindsIn(FAULTY[kind])).toContain(kind);
  });

  test('may hold a job that another task took over when the lease was over', () => {
    const end = write(SOUND, 4, 'SUCCEEDED', { attempt: 2, writer: 'task-b', leaseBefore: 2 * LEASE_MS });
    expect(checkHistory(historyOf([QUEUED, RUNNING, TAKEN_OVER, end, ...FAILED]))).toEqual([]);
  });

  test('may not hold a job that was taken over while its lease held', () => {
    const early = { ...TAKEN_OVER, at: LEASE_MS / 2 };
    const end = write(SOUND, 4, 'SUCCEEDED', { attempt: 2, writer: 'task-b' });
    expect(kindsIn(historyOf([QUEUED, RUNNING, early, end, ...FAILED]))).toEqual(new Set(['stale result']));
  });

  test('may hold a sound job that failed by the loss of as many workers as it has attempts, and no fewer', () => {
    const lost = [1, 2, 3].map((attempt) =>
      write(SOUND, attempt + 1, 'RUNNING', { attempt, writer: `task-${attempt}`, leaseBefore: 0 }),
    );
    const end = write(SOUND, 5, 'FAILED', { attempt: 3, writer: 'task-4', leaseBefore: 0 });
    const history = (states: readonly StateWrite[]) => {
      const whole = historyOf([QUEUED, ...states, ...FAILED]);
      const error = { code: 'worker-lost', message: '', attempt: 3 };
      return { ...whole, endViews: new Map([...whole.endViews, [SOUND, viewOf(end, { error })]]) };
    };
    expect(checkHistory(history([...lost, end]))).toEqual([]);
    expect(kindsIn(history([...lost.slice(1), end]))).toEqual(new Set(['unexpected end']));
  });

  test('may leave a state untold only when both died who knew it', () => {
    const end = write(SOUND, 4, 'SUCCEEDED', { attempt: 2, writer: 'task-b', leaseBefore: 2 * LEASE_MS });
    const untold = {
      ...historyOf([QUEUED, RUNNING, TAKEN_OVER, end, ...FAILED]),
      events: [QUEUED, TAKEN_OVER, end, ...FAILED].map(eventOf),
    };
    const deaths = [
      { writer: 'task-a', at: RUNNING.at + 1 },
      { writer: 'task-b', at: TAKEN_OVER.at + 1 },
    ];
    expect(checkHistory({ ...untold, deaths })).toEqual([]);
    // Its write was on the way.
    const died = (ago: number) => [{ writer: 'task-a', at: RUNNING.at - ago }, ...deaths.slice(1)];
    expect(checkHistory({ ...untold, deaths: died(5000) })).toEqual([]);
    expect(kindsIn({ ...untold, deaths: died(60_000) })).toEqual(new Set(['unpublished state']));
    expect(kindsIn({ ...untold, deaths: deaths.slice(0, 1) })).toEqual(new Set(['unpublished state']));
  });
});
