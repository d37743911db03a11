import type { Tell, Tour } from '../tour.ts';
import { until } from '../until.ts';
import { failingDigest } from './failing-digest.ts';

export async function followUp(tour: Tour, tell: Tell) {
  const { client } = tour;
  tell.call(
    "const parent = await client.submit('text-analyze', input, { delaySeconds: 1 })",
    "const child = await client.submit('text-analyze', input, { after: [parent.id] })",
  );
  const input = { source: { text: 'One after the other.' } };
  const parent = await client.submit('text-analyze', input, { delaySeconds: 1 });
  const child = await client.submit('text-analyze', input, { after: [parent.id] });
  tell.answer(`${child.id} is ${child.status}, and waits for ${child.waitsFor?.join()}`);
  await client.wait(child);
  const [{ finishedAt = '' }, { startedAt = '' }] = await Promise.all([client.get(parent), client.get(child)]);
  tell.answer(`the parent ended at ${finishedAt}, the child began at ${startedAt}`);
  tell.check('it started after its parent had succeeded', Date.parse(startedAt) >= Date.parse(finishedAt));
}

export async function cancelledFollowUp(tour: Tour, tell: Tell) {
  const { client } = tour;
  tell.call(
    "const parent = await client.submit('file-digest', { …, expected: 'beef' }, { delaySeconds: 1 })",
    "const child = await client.submit('text-analyze', input, { after: [parent.id] })",
  );
  const parent = await client.submit('file-digest', failingDigest, { delaySeconds: 1 });
  const child = await client.submit('text-analyze', { source: { text: 'Never.' } }, { after: [parent.id] });
  const ended = await until(
    tour,
    () => client.get(child),
    ({ status }) => status !== 'SCHEDULED',
  );
  tell.answer(`${ended.id} is ${ended.status}: ${ended.error?.code}, ${ended.error?.message}`);
  const isNamed = ended.error?.message.includes(parent.id) ?? false;
  tell.check('it never started, and names the parent that failed', ended.status === 'CANCELLED' && isNamed);
}
