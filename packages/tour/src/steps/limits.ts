import { isTerminal, type JobEvent } from '@jobs/shared-contracts';
import type { Tell, Tour } from '../tour.ts';
import { until } from '../until.ts';

const TYPE = 'file-digest';
const JOBS = 12;
const LIMIT = 4;
const TAG = ['tour', 'limits'] as const;

/** A job is at work from when it is queued to its end. At one instant, what ends makes room for what is queued. */
function mostAtWork(events: readonly JobEvent[]): number {
  const changes = events.map(({ data: { id, status, updatedAt } }) => ({
    id,
    at: Date.parse(updatedAt),
    starts: status === 'QUEUED',
    ends: isTerminal(status),
  }));
  const atWork = new Set<string>();
  let most = 0;
  for (const { id, starts, ends } of changes.toSorted((x, y) => x.at - y.at || Number(y.ends) - Number(x.ends))) {
    if (starts) atWork.add(id);
    if (ends) atWork.delete(id);
    most = Math.max(most, atWork.size);
  }
  return most;
}

export async function limits(tour: Tour, tell: Tell) {
  const { client, stack } = tour;
  tell.call(
    `limits: { concurrencyPerOwner: ${LIMIT} } … in the declaration of ${TYPE}`,
    `await client.submit('${TYPE}', input, { tags: { tour: 'limits' }, delaySeconds: 3 }) … ${JOBS} times at once`,
  );
  const input = { source: { text: 'abc' }, algorithms: ['sha256'] } as const;
  // Delayed, so that those with a slot still hold it when the others are counted.
  const options = { tags: { tour: 'limits' }, delaySeconds: 3 };
  const jobs = await Promise.all(Array.from({ length: JOBS }, () => client.submit(TYPE, input, options)));
  const page = await until(
    tour,
    () => client.list({ tag: TAG, limit: 100 }),
    (list) => list.jobs.filter(({ status }) => status !== 'SCHEDULED').length >= LIMIT,
  );
  const held = page.jobs.filter(({ heldBy }) => heldBy === 'limit').length;
  tell.answer(`${held} of them are held: SCHEDULED, with heldBy "limit"`);
  await Promise.all(jobs.map((job) => client.wait(job)));

  // Of all jobs of the type: what other steps run of it counts too.
  const events = () => stack.events().filter(({ data }) => data.type === TYPE);
  const ended = () => new Set(events().flatMap(({ data }) => (isTerminal(data.status) ? data.id : [])));
  await until(
    tour,
    async () => ended(),
    (ids) => jobs.every(({ id }) => ids.has(id)),
  );
  const most = mostAtWork(events());
  tell.answer(`all ${JOBS} have succeeded; by their events, at most ${most} were at work at the same time`);
  tell.check(`never more than ${LIMIT} were at work, from being queued to their end`, most === LIMIT);
}
