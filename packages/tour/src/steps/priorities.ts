import type { JobView } from '@jobs/client';
import type { Tell, Tour } from '../tour.ts';
import { until } from '../until.ts';
import { csvQuery } from './csv-query.ts';

const TYPE = 'csv-etl';
const QUERY = csvQuery('SELECT sum(n) AS total FROM numbers');
const LOW = 5;
const HIGH = 2;
/** While a lane is being looked at for the first time, and by its weight: docs/priorities.md. */
const MAY_OVERTAKE = 2;

const startOf = ({ startedAt = '' }: Pick<JobView, 'startedAt'>) => Date.parse(startedAt);

/** Low ones first, then urgent ones. */
async function submitBoth({ client }: Tour) {
  const submit = (priority: 'low' | 'high') => client.submit(TYPE, QUERY, { priority });
  const low = await Promise.all(Array.from({ length: LOW }, () => submit('low')));
  const high = await Promise.all(Array.from({ length: HIGH }, () => submit('high')));
  return [...low, ...high];
}

/** While the type is paused, its one worker starts and begins nothing: so they all compete. */
export async function urgentFirst(tour: Tour, tell: Tell) {
  const { client, operations, stack } = tour;
  tell.call("await operations.pause('csv-etl', { reason: 'A tour' })");
  await operations.pause(TYPE, { reason: 'A tour' });
  tell.call(
    "await client.submit('csv-etl', query, { priority: 'low' })  … five times",
    "await client.submit('csv-etl', query, { priority: 'high' }) … twice, after them",
  );
  const jobs = await submitBoth(tour);
  const workers = () => stack.workers().find(({ jobType }) => jobType === TYPE)?.tasks.length ?? 0;
  await until(
    tour,
    async () => workers(),
    (count) => count > 0,
  );
  // Of another type, whose worker is there by then.
  await client.wait(await client.submit('text-analyze', { source: { text: 'Only csv-etl is paused.' } }));
  const waiting = await Promise.all(jobs.map((job) => client.get(job)));
  const areQueued = waiting.every(({ status, attempt }) => status === 'QUEUED' && attempt === 0);
  tell.answer(`${jobs.length} jobs are QUEUED, ${workers()} worker is there, and a job of another type has succeeded`);
  tell.check('while the type is paused, its jobs are accepted, and none begins', areQueued && workers() === 1);

  const resumedAt = Date.now();
  tell.call("await operations.resume('csv-etl')");
  await operations.resume(TYPE);
  await Promise.all(jobs.map((job) => client.wait(job)));
  const ended = await Promise.all(jobs.map((job) => client.get(job)));
  tell.check(
    'they began once it was resumed',
    ended.every((job) => startOf(job) >= resumedAt),
  );
  const order = ended.toSorted((a, b) => startOf(a) - startOf(b)).map(({ priority }) => priority);
  tell.answer(`begun in this order: ${order.join(' ')}`);
  const before = order.slice(0, order.lastIndexOf('high')).filter((priority) => priority === 'low').length;
  tell.check(`at most ${MAY_OVERTAKE} low ones began before all urgent ones had`, before <= MAY_OVERTAKE);
}
