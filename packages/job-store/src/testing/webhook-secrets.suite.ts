import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WebhookSecrets } from '../port/webhook-secrets.ts';
import type { TestClock } from './test-clock.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What every adapter of `WebhookSecrets` must do. */
export function webhookSecretsPortSuite(
  name: string,
  start: () => Promise<{ readonly webhookSecrets: WebhookSecrets; readonly clock: TestClock; stop(): Promise<void> }>,
): void {
  describe(`${name} as the table of webhook secrets`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.stop());

    const add = (owner: string, id: string) =>
      running.webhookSecrets.addSecret(owner, { id, secret: `whsec_${id}` }, DAY_MS);
    const idsOf = async (owner: string) =>
      (await running.webhookSecrets.listSecrets(owner)).map(({ id, signsUntil }) => [id, signsUntil]);

    test('an owner has none at first, and then the one that was made', async () => {
      expect(await running.webhookSecrets.listSecrets('first')).toEqual([]);
      const made = await add('first', 'a');
      expect(made).toEqual({ id: 'a', secret: 'whsec_a', createdAt: running.clock.now() });
      expect(await running.webhookSecrets.listSecrets('first')).toEqual([made]);
    });

    test('the one before signs on for the overlap, and no longer', async () => {
      await add('second', 'a');
      await add('second', 'b');
      expect(await idsOf('second')).toEqual([
        ['b', undefined],
        ['a', running.clock.now() + DAY_MS],
      ]);
      running.clock.advance(DAY_MS);
      expect(await idsOf('second')).toEqual([['b', undefined]]);
    });

    test('there are two at most: a third ends the first', async () => {
      for (const id of ['a', 'b', 'c']) await add('third', id);
      expect((await idsOf('third')).map(([id]) => id)).toEqual(['c', 'b']);
    });

    test('owners have secrets of their own', async () => {
      await add('fourth', 'a');
      expect(await idsOf('fifth')).toEqual([]);
    });

    test('of rotations at once none is lost that was answered', async () => {
      const answers = await Promise.allSettled(['a', 'b', 'c', 'd'].map((id) => add('sixth', id)));
      const made = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.id] : []));
      const newest = (await idsOf('sixth'))[0]?.[0];
      expect(made).toContain(newest);
    });
  });
}
