import { isTerminal, type PushRequest } from '@jobs/shared-contracts';
import { ProblemError, UnexpectedAnswerError } from '../errors.ts';
import { backoffMs, mayPass } from '../http/retry.ts';
import type { JobFeed, JobListener } from '../watch/job-feed.ts';
import { readPushNews } from './messages.ts';
import { useConnection, type ConnectionDependencies } from './use-connection.ts';

export interface PushDependencies extends ConnectionDependencies {
  /** From 0 up to 1. */
  readonly random: () => number;
}

interface Topic {
  readonly listeners: Set<JobListener>;
  /** The server has ended the subscription by itself. */
  hasEnded: boolean;
}

/** A connection that lasted so long was a good one: the next is tried soon. */
const GOOD_AFTER_MS = 10_000;
/** An API without push, or one that refuses it: it may have it after its next deployment. */
const REFUSED_PAUSE_MS = 5 * 60_000;

const isRefusal = (error: unknown) =>
  (error instanceof ProblemError || error instanceof UnexpectedAnswerError) && !mayPass(error.status);

/** One connection for all that is followed: opened with the first, opened again when it is lost, closed after the last. */
export function createPushChannel(dependencies: PushDependencies): JobFeed {
  const { clock, random } = dependencies;
  const topics = new Map<string, Topic>();
  /** While a connection is open. */
  let send: ((request: PushRequest) => void) | undefined;
  let running: AbortController | undefined;
  /** Since the last connection was lost, or could not be made. */
  let isDown = false;
  let nextAt = 0;
  let failures = 0;

  const subscribeToAll = () => {
    for (const jobId of topics.keys()) send?.({ action: 'subscribe', jobId });
  };

  function onFrame(frame: unknown) {
    const news = readPushNews(frame);
    const topic = news && topics.get(news.type === 'job' ? news.job.id : news.jobId);
    if (!topic) return;
    if (news.type === 'job') topic.hasEnded ||= isTerminal(news.job.status);
    for (const listener of topic.listeners) {
      if (news.type === 'job') listener.onJob(news.job);
      else if (news.type === 'subscribed') listener.onLive();
      else listener.onLost();
    }
  }

  async function connectOnce(signal: AbortSignal) {
    let openedAt = Infinity;
    const onOpen = (openedSend: (request: PushRequest) => void) => {
      openedAt = clock.now();
      isDown = false;
      send = openedSend;
      subscribeToAll();
    };
    let refused = false;
    try {
      await useConnection(dependencies, { onOpen, onFrame, subscribe: subscribeToAll }, signal);
    } catch (error) {
      refused = isRefusal(error);
    }
    // Nobody follows anything any more, or somebody does again, by a connection of its own.
    if (signal.aborted) return;
    send = undefined;
    isDown = true;
    failures = clock.now() - openedAt >= GOOD_AFTER_MS ? 0 : failures + 1;
    nextAt = clock.now() + (refused ? REFUSED_PAUSE_MS : backoffMs(failures, random));
    for (const { listeners } of topics.values()) for (const listener of listeners) listener.onLost();
  }

  async function run(signal: AbortSignal) {
    while (!signal.aborted) {
      // Rejects only when nobody follows anything any more.
      await clock.sleep(Math.max(0, nextAt - clock.now()), signal).catch(() => {});
      if (!signal.aborted) await connectOnce(signal);
    }
  }

  function unfollow(jobId: string, topic: Topic, listener: JobListener) {
    topic.listeners.delete(listener);
    if (topic.listeners.size > 0 || topics.get(jobId) !== topic) return;
    topics.delete(jobId);
    if (topics.size > 0) {
      if (!topic.hasEnded) send?.({ action: 'unsubscribe', jobId });
      return;
    }
    running?.abort();
    running = undefined;
    send = undefined;
  }

  return {
    follow(jobId, listener) {
      const topic = topics.get(jobId) ?? { listeners: new Set(), hasEnded: false };
      topics.set(jobId, topic);
      topic.listeners.add(listener);
      // Also when it is subscribed to already: the answer is the present state, which this listener does not know.
      send?.({ action: 'subscribe', jobId });
      if (isDown) listener.onLost();
      if (!running) {
        running = new AbortController();
        void run(running.signal);
      }
      return () => unfollow(jobId, topic, listener);
    },
  };
}
