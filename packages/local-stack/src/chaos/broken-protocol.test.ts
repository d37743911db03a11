import { describe, expect, test } from '@jest/globals';
import type { Intercept, ServiceAnswer } from '@jobs/stand-ins';
import type { ViolationKind } from './check/check-history.ts';
import { runChaos } from './run-chaos.ts';

const TIME_LIMIT_MS = 10 * 60_000;
/** From then on, a run that can't come to its end is given up. */
const STUCK_MS = 15_000;

const signal = new AbortController().signal;

const answer = (body: string): ServiceAnswer => ({ status: 200, headers: {}, body: Buffer.from(body) });

/** One line of the protocol broken, at the services' door. */
const MUTATIONS: readonly { name: string; violation: ViolationKind; mutate: (intact: Intercept) => Intercept }[] = [
  {
    name: 'a job is accepted that was not stored',
    violation: 'lost',
    mutate: (intact) => (call, send) =>
      call.operation === 'PutItem' ? Promise.resolve(answer('{}')) : intact(call, send),
  },
  {
    name: 'a state is replaced before it is published',
    violation: 'unpublished state',
    mutate: (intact) => (call, send) =>
      call.operation === 'PublishBatch' && call.principal.startsWith('worker-')
        ? Promise.resolve(answer('<PublishBatchResponse><PublishBatchResult/></PublishBatchResponse>'))
        : intact(call, send),
  },
  {
    name: 'claims and ends are not conditional',
    violation: 'doubled',
    mutate: (intact) => (call, send) => {
      const parameters = () => JSON.parse(call.body) as { readonly ConditionExpression?: string };
      if (call.operation === 'ReceiveMessage') {
        // Others see each message at the same time.
        return send({ body: JSON.stringify({ ...parameters(), VisibilityTimeout: 0 }) });
      }
      const { ConditionExpression: condition } = call.operation === 'UpdateItem' ? parameters() : {};
      if (!condition?.includes('#status')) return intact(call, send);
      const ConditionExpression = `(${condition}) OR attribute_exists(#status)`;
      return send({ body: JSON.stringify({ ...parameters(), ConditionExpression }) });
    },
  },
];

describe('a broken protocol', () => {
  test.each(MUTATIONS)(
    'is found out when $name',
    async ({ mutate, violation }) => {
      const run = await runChaos({
        seed: 1,
        jobs: 10,
        quick: true,
        signal,
        mutate,
        undisturbed: true,
        stuckMs: STUCK_MS,
      });
      expect(run.violations.map(({ kind }) => kind)).toContain(violation);
    },
    TIME_LIMIT_MS,
  );
});
