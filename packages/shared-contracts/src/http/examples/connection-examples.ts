import type { ConnectionTicket } from '../../push/messages.ts';
import type { ApiExample } from './api-example.ts';

const TICKET: ConnectionTicket = {
  url: 'wss://push.example.com/prod?ticket=bm90IGEgdGlja2V0LCBvbmx5IGFuIGV4YW1wbGU',
  expiresAt: '2026-11-02T09:31:00.000Z',
};

export const CONNECTION_EXAMPLES: readonly ApiExample[] = [
  {
    operationId: 'create-connection',
    name: 'ticket',
    title: 'A URL for one connection',
    answer: { status: 201, body: TICKET },
  },
];
