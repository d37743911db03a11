import type { JobQueues, JobRecord, JobTable, ReceivedMessage } from '@jobs/job-store';
import type { Progress } from '@jobs/shared-contracts';
import { pino } from 'pino';
import type { StopReason } from '../errors.ts';
import type { HandlerEnd } from '../run-job/attempt-end.ts';
import type { AttemptRunner } from '../run-job/attempt-runner.ts';
import { testJobType } from './test-job-type.ts';

export const silentLog = pino({ level: 'silent' });

export const JOB_ID = `job_${'a'.repeat(32)}`;

export function jobRecord(changes: Partial<JobRecord> = {}): JobRecord {
  return {
    jobId: JOB_ID,
    owner: 'ada',
    type: testJobType.name,
    lane: 'standard',
    status: 'RUNNING',
    version: 2,
    attempt: 1,
    maxAttempts: 3,
    attempts: [{ startedAt: 2000 }],
    tags: {},
    input: { inline: { source: { text: 'Hello.' } } },
    requestHash: 'hash',
    createdAt: 1000,
    updatedAt: 2000,
    ...changes,
  };
}

export function receivedMessage(changes: Partial<ReceivedMessage> = {}): ReceivedMessage {
  return { messageId: 'm1', receiptHandle: 'r1', receiveCount: 1, content: { jobId: JOB_ID }, ...changes };
}

/** Calls in their order, over several fakes. */
export type Journal = string[];

const unexpected = (method: string) => () => Promise.reject(new Error(`${method} was not expected`));

/** A jobs table of which a test says what each expected call answers; any other call fails. */
export function fakeJobTable(answers: Partial<JobTable>): JobTable {
  const methods: JobTable = {
    createJob: unexpected('createJob'),
    getJob: unexpected('getJob'),
    queueScheduled: unexpected('queueScheduled'),
    releaseHeld: unexpected('releaseHeld'),
    listHeld: unexpected('listHeld'),
    startWaiting: unexpected('startWaiting'),
    cancelWaiting: unexpected('cancelWaiting'),
    markAwaited: unexpected('markAwaited'),
    takePlace: unexpected('takePlace'),
    listPlaces: unexpected('listPlaces'),
    leavePlace: unexpected('leavePlace'),
    claimJob: unexpected('claimJob'),
    extendLease: unexpected('extendLease'),
    succeedAttempt: unexpected('succeedAttempt'),
    failAttempt: unexpected('failAttempt'),
    retryAttempt: unexpected('retryAttempt'),
    releaseAttempt: unexpected('releaseAttempt'),
    cancelAttempt: unexpected('cancelAttempt'),
    requestCancel: unexpected('requestCancel'),
    getCancellation: unexpected('getCancellation'),
    watchJob: unexpected('watchJob'),
    retryFailedJob: unexpected('retryFailedJob'),
    beginPurge: unexpected('beginPurge'),
    finishPurge: unexpected('finishPurge'),
    listDue: unexpected('listDue'),
    postponeDue: unexpected('postponeDue'),
    settle: unexpected('settle'),
  };
  return { ...methods, ...answers };
}

/** Queues that write down what is done to them. */
export function fakeQueues(journal: Journal, changes: Partial<JobQueues> = {}): JobQueues {
  return {
    sendMessages: (queue, messages) => {
      for (const { jobId, delaySeconds } of messages) journal.push(`send ${queue} ${jobId} ${delaySeconds ?? 0}`);
      return Promise.resolve();
    },
    receiveMessages: () => Promise.resolve([]),
    deleteMessages: (queue, handles) => {
      journal.push(`delete ${queue} ${handles.join(' ')}`);
      return Promise.resolve([]);
    },
    changeVisibility: (queue, list) => {
      for (const { receiptHandle, timeoutSeconds } of list) {
        journal.push(`hide ${queue} ${receiptHandle} ${timeoutSeconds}`);
      }
      return Promise.resolve([]);
    },
    getDepth: () => Promise.resolve({ visible: 0, inFlight: 0, delayed: 0 }),
    ...changes,
  };
}

/** A runner whose attempts end when the test says so. */
export class FakeRunner implements AttemptRunner {
  readonly journal: Journal;
  #end: (end: HandlerEnd) => void = () => {};
  report: (progress: Progress) => void = () => {};

  constructor(journal: Journal = []) {
    this.journal = journal;
  }

  start(job: JobRecord, onProgress: (progress: Progress) => void) {
    this.journal.push(`start ${job.attempt}`);
    this.report = onProgress;
    const { promise, resolve } = Promise.withResolvers<HandlerEnd>();
    this.#end = resolve;
    return {
      ended: promise,
      abort: (reason: StopReason) => {
        this.journal.push(`abort ${reason}`);
      },
      terminate: () => {
        this.journal.push('terminate');
        resolve({ kind: 'failed', failure: { kind: 'other', code: 'worker-thread-crashed', message: 'terminated' } });
      },
    };
  }

  end(end: HandlerEnd): void {
    this.#end(end);
  }

  close(): Promise<void> {
    this.journal.push('close');
    return Promise.resolve();
  }
}
