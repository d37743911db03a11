import { setTimeout as pause } from 'node:timers/promises';
import { findJobType, isTerminal, type JobView } from '@jobs/shared-contracts';
import type { AcceptedJob, Sighting } from '../check/history.ts';
import { isPoison, type PlannedJob } from '../plan/plan-jobs.ts';
import { requestOf, textOf, typeOf, type Uploads } from './job-requests.ts';
import { UnexpectedRefusalError, type StubbornCall } from './stubborn-client.ts';

const CLIENTS = 12;
/** Jobs under way: a burst at first, which brings up several workers; then few, so that no job waits behind a long queue. */
const FIRST_BURST = 80;
const MAX_UNDER_WAY = 15;
const LOOK_MS = 20;
const WAIT_SECONDS = 5;

export interface ClientsContext {
  readonly call: StubbornCall;
  readonly keyOf: (owner: string) => string;
  readonly uploadsOf: (owner: string) => Uploads;
  /** Jobs that have ended by now. */
  readonly ended: () => number;
  readonly signal: AbortSignal;
}

export interface ClientsLog {
  readonly accepted: AcceptedJob[];
  readonly sightings: Sighting[];
  readonly refusals: string[];
  /** Requests whose second sending was answered by the job of the first. */
  duplicateSubmits: number;
}

/** Submits all planned jobs, a bounded number at a time; cancels and follows those that are planned for it. */
export async function runClients(planned: readonly PlannedJob[], context: ClientsContext, log: ClientsLog) {
  const queue = planned.values();
  const afterwards: Promise<void>[] = [];
  const work = async () => {
    for (const job of queue) {
      while (mustWait(job, context)) await pause(LOOK_MS, undefined, { signal: context.signal });
      const accepted = await notingRefusals(log, () => submit(job, context, log));
      if (accepted) afterwards.push(...followUp(job, accepted, context, log));
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, work));
  await Promise.all(afterwards);
}

const mustWait = ({ index }: PlannedJob, { ended }: ClientsContext) =>
  index >= FIRST_BURST && index - ended() >= MAX_UNDER_WAY;

async function notingRefusals<T>(log: ClientsLog, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof UnexpectedRefusalError)) throw error;
    log.refusals.push(error.message);
    return undefined;
  }
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

async function submit(job: PlannedJob, context: ClientsContext, log: ClientsLog) {
  const { owner, idempotencyKey } = job;
  const body = requestOf(job, context.uploadsOf(owner));
  const headers = { 'idempotency-key': idempotencyKey };
  const send = () =>
    context.call(
      { method: 'POST', path: '/v1/jobs', key: context.keyOf(owner), headers, body, hangUpAfterMs: job.hangUpAfterMs },
      [202],
    );
  const answers = await Promise.all(job.twice ? [send(), send()] : [send()]);
  log.duplicateSubmits += answers.length - 1;
  const accepted = [...new Set(answers.map((answer) => answer.job?.id ?? ''))].map((jobId) => acceptedJob(job, jobId));
  log.accepted.push(...accepted);
  return accepted[0];
}

function acceptedJob(job: PlannedJob, jobId: string): Mutable<AcceptedJob> {
  const text = textOf(job);
  return {
    jobId,
    idempotencyKey: job.idempotencyKey,
    acceptedAt: Date.now(),
    isPoison: isPoison(job),
    attempts: findJobType(typeOf(job))?.maxAttempts ?? 0,
    cancelSent: false,
    cancelPromised: false,
    ...(text !== undefined && { characters: text.length }),
  };
}

function followUp(job: PlannedJob, accepted: Mutable<AcceptedJob>, context: ClientsContext, log: ClientsLog) {
  const { cancelAfterMs, followed, owner } = job;
  const later: Promise<void>[] = [];
  const key = context.keyOf(owner);
  const start = (act: () => Promise<void>) => {
    const acting = notingRefusals(log, act).then(() => undefined);
    // Awaited at the end; when the run is broken off before, nobody waits.
    acting.catch(() => {});
    later.push(acting);
  };
  if (followed) start(() => follow(accepted.jobId, key, context, log));
  if (cancelAfterMs !== undefined) {
    start(async () => {
      await pause(cancelAfterMs, undefined, { signal: context.signal });
      accepted.cancelSent = true;
      const path = `/v1/jobs/${accepted.jobId}`;
      // 409: it has ended before.
      const { job: view } = await context.call({ method: 'DELETE', path, key }, [200, 202, 409]);
      accepted.cancelPromised = view !== undefined;
      if (view) log.sightings.push(sightingOf(view));
    });
  }
  return later;
}

const sightingOf = ({ id, status, version }: JobView): Sighting => ({ id, status, version });

async function follow(jobId: string, key: string, { call }: ClientsContext, log: ClientsLog): Promise<void> {
  let etag = '';
  for (;;) {
    const headers = { prefer: `wait=${WAIT_SECONDS}`, ...(etag && { 'if-none-match': etag }) };
    const answer = await call({ method: 'GET', path: `/v1/jobs/${jobId}`, key, headers }, [200, 304]);
    etag = answer.headers.get('etag') ?? '';
    if (!answer.job) continue;
    log.sightings.push(sightingOf(answer.job));
    if (isTerminal(answer.job.status)) return;
  }
}

/** Each job as its client finds it. */
export async function readAll(
  accepted: readonly AcceptedJob[],
  ownerOf: (key: string) => string,
  context: ClientsContext,
) {
  const views = new Map<string, JobView>();
  const queue = accepted.values();
  const work = async () => {
    for (const { jobId, idempotencyKey } of queue) {
      const key = context.keyOf(ownerOf(idempotencyKey));
      const { job } = await context.call({ method: 'GET', path: `/v1/jobs/${jobId}`, key }, [200, 404]);
      if (job) views.set(jobId, job);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, work));
  return views;
}
