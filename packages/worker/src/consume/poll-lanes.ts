import type { JobQueues, ReceivedMessage } from '@jobs/job-store';
import { queueName, type JobType } from '@jobs/shared-contracts';
import type { Logger } from 'pino';
import { sleep, type Clock } from '../clock.ts';
import { BackOff } from './back-off.ts';
import { LaneShare, type Grant } from './lane-share.ts';
import { Pace } from './pace.ts';

/** Receives of one lane at a time: one for so many slots, as a receive brings 10 messages at most. */
const SLOTS_PER_POLL = 10;
/** With an ordering, one: SQS gives out no other message of its group, but it would give several at once. */
const SLOTS_PER_ORDERED_POLL = 1;
const MAX_POLLS_PER_LANE = 4;

/** Messages that may be at what follows their handler, and have no slot any more: enough for their calls to be shared. */
const MIN_CONCLUDING = 20;

/** How long slots wait for others to come free, so that one receive serves them all. */
const MAX_GATHER_MS = 25;
/** With fewer slots, those that wait would be too many of them. */
const GATHERING_SLOTS = 40;

const RECEIVE_BACK_OFF = { initialMs: 500, maxMs: 30_000 };

export interface Lanes {
  readonly jobType: Pick<JobType, 'name' | 'lanes' | 'ordering'>;
  /** Messages at work at once, over all lanes; as many again, and 20 at least, may be at what follows that. */
  readonly slots: number;
  readonly queues: JobQueues;
  /** How long to leave messages alone, since the worker could not take them. */
  readonly workBackOff: Pick<BackOff, 'over'>;
  readonly visibilityTimeoutSeconds: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  /** Deals with a message to its end; never rejects. `freeSlot` can be called before that: another may then begin. */
  handle(queue: string, message: ReceivedMessage, freeSlot: () => void): Promise<void>;
}

/**
 * Receives from all lanes of a job type until `draining` is aborted. It takes slots before it asks for messages, so
 * that no message waits in a worker for a slot; which lane gets them is for `LaneShare` to say.
 */
export async function pollLanes(lanes: Lanes, draining: AbortSignal): Promise<void> {
  const { jobType, slots, clock, log } = lanes;
  const perPoll = jobType.ordering ? SLOTS_PER_ORDERED_POLL : SLOTS_PER_POLL;
  const maxPolls = Math.min(MAX_POLLS_PER_LANE, Math.ceil(slots / perPoll));
  const maxConcluding = Math.max(slots, MIN_CONCLUDING);
  const share = new LaneShare(jobType.lanes, { slots, maxPolls, perPoll }, () => clock.now());
  const backOffs = new Map(jobType.lanes.map((lane) => [lane, new BackOff(clock, lanes.random, RECEIVE_BACK_OFF)]));
  const polls = new Set<Promise<void>>();
  const ends = new Pace(() => clock.now(), MAX_GATHER_MS);
  let free = slots;
  /** Messages that are not done with though their slot is free again. */
  let concluding = 0;
  let changed = Promise.withResolvers<void>();

  const giveBack = (count: number) => {
    free += count;
    changed.resolve();
  };

  const begin = async (queue: string, message: ReceivedMessage) => {
    let hasSlot = true;
    const leaveSlot = () => {
      hasSlot = false;
      ends.note();
      giveBack(1);
    };
    const freeSlot = () => {
      // Were there no bound, a table or topic that has become slow would let a worker gather jobs without end.
      if (!hasSlot || concluding === maxConcluding) return;
      concluding += 1;
      leaveSlot();
    };
    await lanes.handle(queue, message, freeSlot);
    if (hasSlot) leaveSlot();
    else concluding -= 1;
  };

  const poll = async (grant: Grant) => {
    const queue = queueName(jobType.name, grant.lane, jobType.ordering);
    const backOff = backOffs.get(grant.lane);
    try {
      const messages = await receive(lanes, queue, grant, draining);
      backOff?.succeeded();
      share.answered(grant, messages.length);
      giveBack(grant.slots - messages.length);
      for (const message of messages) void begin(queue, message);
    } catch (error) {
      log.error({ err: error, queue }, 'Messages could not be received');
      share.failed(grant);
      giveBack(grant.slots);
      backOff?.failed();
      await backOff?.over(draining);
      share.recovered(grant);
      changed.resolve();
    }
  };

  /** A receive costs the same for one message as for ten. A worker of few slots has none to spare for that. */
  const gather = async () => {
    if (free > 0 && free < perPoll && slots >= GATHERING_SLOTS)
      await sleep(clock, ends.waitMsFor(perPoll - free), draining);
  };

  draining.addEventListener('abort', () => changed.resolve());
  while (!draining.aborted) {
    await lanes.workBackOff.over(draining);
    await gather();
    changed = Promise.withResolvers();
    for (const grant of draining.aborted ? [] : share.grants(free)) {
      free -= grant.slots;
      const polling = poll(grant).finally(() => polls.delete(polling));
      polls.add(polling);
    }
    if (!draining.aborted) await changed.promise;
  }
  await Promise.all(polls);
}

function receive({ queues, visibilityTimeoutSeconds }: Lanes, queue: string, grant: Grant, signal: AbortSignal) {
  const { slots: maxMessages, waitSeconds } = grant;
  return queues.receiveMessages(queue, { maxMessages, waitSeconds, visibilityTimeoutSeconds, signal });
}
