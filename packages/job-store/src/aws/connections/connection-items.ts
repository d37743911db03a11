import type { PushTopic } from '@jobs/shared-contracts';
import type { WatchedTopic } from '../../port/connections.ts';

/** The one item of its partition, where there is only one. */
const ONLY = 'only';

/** Where everything is in the table of connections. */
export const keys = {
  ticket: (ticketHash: string) => ({ pk: `ticket#${ticketHash}`, sk: ONLY }),
  /** `topics` is the set of all that it is subscribed to, so that one write counts, bounds and remembers them. */
  connection: (connectionId: string) => ({ pk: `connection#${connectionId}`, sk: ONLY }),
  subscription: (topic: string, connectionId: string) => ({ pk: topic, sk: connectionId }),
  /** Set while an owner’s new jobs are watched. */
  ownerWatch: (owner: string) => ({ pk: `owner-watch#${owner}`, sk: ONLY }),
};

export const jobTopic = (jobId: string) => `job#${jobId}`;
const ownerTopic = (owner: string) => `owner#${owner}`;

export const partitionOf = (topic: WatchedTopic) =>
  'jobId' in topic ? jobTopic(topic.jobId) : ownerTopic(topic.owner);

/** The partition that subscriptions of this owner to the topic are in. */
export const topicOf = (topic: PushTopic, owner: string) =>
  'jobId' in topic ? jobTopic(topic.jobId) : ownerTopic(owner);

/** As the set of a connection has it: what is its own needs no name, since a connection has one owner. */
export const topicName = (topic: PushTopic) => ('jobId' in topic ? topic.jobId : topic.jobs);

export const topicNamed = (name: string): PushTopic => (name === 'mine' ? { jobs: name } : { jobId: name });

export interface ConnectionItem {
  readonly owner: string;
  readonly topics?: ReadonlySet<string>;
}

export interface SubscriptionItem {
  readonly sk: string;
  readonly owner: string;
  readonly since: number;
  /** Seconds since the epoch, as DynamoDB's time to live wants it. */
  readonly expiresAt: number;
}
