import type { Connections, PushChannel, WatchedTopic } from '@jobs/job-store';
import { isTerminal, type JobEvent } from '@jobs/shared-contracts';
import type { Logger } from '../logging/create-logger.ts';
import { forEachAtOnce } from '../push/for-each-at-once.ts';

export interface PushEventDependencies {
  readonly connections: Pick<Connections, 'listSubscribers' | 'closeConnection' | 'endSubscription'>;
  readonly channel: PushChannel;
  readonly log: Logger;
}

interface Found {
  readonly connectionId: string;
  readonly topic: WatchedTopic;
}

const AT_ONCE = 20;

/**
 * Sends the job to every connection that is subscribed to it, or to its owner's jobs, once. Rejects when one could not
 * be told: then the event comes again, to all of them.
 */
export async function pushEvent(deps: PushEventDependencies, event: JobEvent): Promise<void> {
  const { owner, data: job } = event;
  const topics: readonly WatchedTopic[] = [{ jobId: job.id }, { owner }];
  const found = await Promise.all(topics.map((topic) => subscribersOf(deps, topic, owner)));
  const byConnection = Map.groupBy(found.flat(), ({ connectionId }) => connectionId);
  await forEachAtOnce(byConnection, AT_ONCE, ([connectionId, subscriptions]) =>
    pushTo(deps, event, connectionId, subscriptions),
  );
  deps.log.info({ jobId: job.id, version: job.version, connections: byConnection.size }, 'pushed');
}

/** A subscription is under its topic before it is known whose job that is: here, only the owner's own count. */
async function subscribersOf({ connections }: PushEventDependencies, topic: WatchedTopic, owner: string) {
  const subscribers = await connections.listSubscribers(topic);
  const own = subscribers.filter((subscriber) => subscriber.owner === owner);
  return own.map(({ connectionId }): Found => ({ connectionId, topic }));
}

async function pushTo(
  { connections, channel, log }: PushEventDependencies,
  { data: job, time }: JobEvent,
  connectionId: string,
  subscriptions: readonly Found[],
): Promise<void> {
  const outcome = await channel.post(connectionId, { type: 'job', job });
  if (outcome === 'gone') {
    for (const { topic } of subscriptions) await connections.closeConnection(connectionId, topic);
    return;
  }
  if (outcome === 'too-large') log.error({ jobId: job.id, connectionId }, 'a job that is too large to be pushed');
  // One that was made after this end is to what came next: its answer held the end, or more.
  if (isTerminal(job.status)) await connections.endSubscription(job.id, connectionId, Date.parse(time));
}
