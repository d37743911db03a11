import { LIMITS, type PushTopic } from '@jobs/shared-contracts';
import type { Connections } from '../../port/connections.ts';
import { CONNECTION_KEPT_MS } from '../../port/watch-time.ts';
import { toSeconds } from '../jobs/job-item.ts';
import {
  jobTopic,
  keys,
  partitionOf,
  topicName,
  topicNamed,
  topicOf,
  type ConnectionItem,
} from './connection-items.ts';
import type { ConnectionsTableAccess } from './connections-table-access.ts';

type Subscriptions = Pick<Connections, 'subscribe' | 'unsubscribe' | 'endSubscription' | 'closeConnection'>;

/**
 * A subscription is in two places: in its connection's set of topics, and under the topic. One that is left under a
 * topic by a connection that closes at the same time is found when it is told of something, and otherwise expires.
 */
export function createSubscriptions(table: ConnectionsTableAccess, now: () => number): Subscriptions {
  const remember = (connectionId: string, topic: PushTopic) =>
    table.update(keys.connection(connectionId), 'ADD #topics :topics', {
      condition:
        'attribute_exists(pk) AND (attribute_not_exists(#topics) OR contains(#topics, :topic) OR size(#topics) < :most)',
      values: {
        ':topics': new Set([topicName(topic)]),
        ':topic': topicName(topic),
        ':most': LIMITS.subscriptionsPerConnection,
      },
    }) as Promise<ConnectionItem | undefined>;

  const forget = (connectionId: string, topic: PushTopic) =>
    table.update(keys.connection(connectionId), 'DELETE #topics :topics', {
      condition: 'attribute_exists(pk)',
      values: { ':topics': new Set([topicName(topic)]) },
    });

  return {
    async subscribe(connectionId, topic) {
      const connection = await remember(connectionId, topic);
      if (!connection) {
        const current = await table.get(keys.connection(connectionId));
        return { outcome: current ? 'full' : 'no-connection' };
      }
      const { owner } = connection;
      const expiresAt = toSeconds(now() + CONNECTION_KEPT_MS);
      await table.put(keys.subscription(topicOf(topic, owner), connectionId), { owner, since: now(), expiresAt });
      return { outcome: 'subscribed', owner };
    },
    async unsubscribe(connectionId, topic) {
      const connection = (await table.get(keys.connection(connectionId))) as ConnectionItem | undefined;
      if (!connection?.topics?.has(topicName(topic))) return;
      await table.delete(keys.subscription(topicOf(topic, connection.owner), connectionId));
      await forget(connectionId, topic);
    },
    async endSubscription(jobId, connectionId, notAfter) {
      const key = keys.subscription(jobTopic(jobId), connectionId);
      const ended = await table.delete(key, { condition: '#since <= :notAfter', values: { ':notAfter': notAfter } });
      if (ended) await forget(connectionId, { jobId });
    },
    async closeConnection(connectionId, foundUnder) {
      const connection = (await table.delete(keys.connection(connectionId))) as ConnectionItem | undefined;
      const { owner = '', topics: names = [] } = connection ?? {};
      const topics = new Set([...names].map((name) => topicOf(topicNamed(name), owner)));
      if (foundUnder) topics.add(partitionOf(foundUnder));
      await Promise.all([...topics].map((topic) => table.delete(keys.subscription(topic, connectionId))));
    },
  };
}
