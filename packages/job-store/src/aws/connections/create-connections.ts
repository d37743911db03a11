import type { Connections } from '../../port/connections.ts';
import { CONNECTION_KEPT_MS } from '../../port/watch-time.ts';
import { toSeconds } from '../jobs/job-item.ts';
import { keys, partitionOf, type SubscriptionItem } from './connection-items.ts';
import { createConnectionsTableAccess, type ConnectionsSettings } from './connections-table-access.ts';
import { createSubscriptions } from './subscriptions.ts';

/** Connections on DynamoDB. What is left over of them is deleted by its time to live, and not seen from then on. */
export function createConnections(settings: ConnectionsSettings): Connections {
  const { now } = settings;
  const table = createConnectionsTableAccess(settings);
  const keptUntil = () => now() + CONNECTION_KEPT_MS;

  return {
    ...createSubscriptions(table, now),
    createTicket: (ticketHash, { owner, expiresAt }) =>
      table.put(keys.ticket(ticketHash), { owner, validUntil: expiresAt, expiresAt: toSeconds(expiresAt) + 1 }),
    async takeTicket(ticketHash, connectionId) {
      const condition = '#validUntil > :now AND (attribute_not_exists(#takenBy) OR #takenBy = :taker)';
      const values = { ':now': now(), ':taker': connectionId };
      const ticket = await table.update(keys.ticket(ticketHash), 'SET #takenBy = :taker', { condition, values });
      return (ticket as { readonly owner: string } | undefined)?.owner;
    },
    openConnection: (connectionId, owner) =>
      table.put(keys.connection(connectionId), { owner, openedAt: now(), expiresAt: toSeconds(keptUntil()) }),
    async listSubscribers(topic) {
      const items = await table.query(partitionOf(topic));
      return (items as SubscriptionItem[])
        .filter(({ expiresAt }) => expiresAt > toSeconds(now()))
        .map(({ sk, owner, since }) => ({ connectionId: sk, owner, since }));
    },
    async watchOwner(owner) {
      const watchedUntil = keptUntil();
      await table.put(keys.ownerWatch(owner), { watchedUntil, expiresAt: toSeconds(watchedUntil) });
      return watchedUntil;
    },
    async ownerWatchedUntil(owner) {
      const watch = (await table.get(keys.ownerWatch(owner))) as { readonly watchedUntil: number } | undefined;
      return watch && watch.watchedUntil > now() ? watch.watchedUntil : undefined;
    },
  };
}
