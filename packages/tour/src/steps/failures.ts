import { JobCancelledError, JobFailedError } from '@jobs/client';
import { StepFailedError } from '../errors.ts';
import type { Chapter, Tell, Tour } from '../tour.ts';
import { until } from '../until.ts';
import { csvQuery } from './csv-query.ts';
import { failingDigest } from './failing-digest.ts';

/** Would take hours, and never looks up. */
const ENDLESS = 'SELECT sum(a.range * b.range + n) AS total FROM range(10000000) a, range(10000000) b, numbers';

async function thrownBy(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => new StepFailedError('It should have ended otherwise'),
    (error: unknown) => error,
  );
}

async function cancelSpinning({ client }: Tour, tell: Tell) {
  tell.call(
    "const job = await client.submit('csv-etl', { sources, sql: 'SELECT … FROM range(10000000), range(10000000)' })",
  );
  const job = await client.submit('csv-etl', csvQuery(ENDLESS));
  for await (const { status } of client.watch(job)) if (status === 'RUNNING') break;
  tell.call('await client.cancel(job); await client.wait(job)');
  await client.cancel(job);
  const error = await thrownBy(client.wait(job));
  if (!(error instanceof JobCancelledError)) throw error;
  tell.answer(`${error.message}, in attempt ${error.job.attempt}`);
  tell.check('it ran, and was stopped amid its query', error.job.attempt === 1);
}

/** Its SQL names a column that is not there. */
async function deadLetters(tour: Tour, tell: Tell) {
  const { client, jobs, stack } = tour;
  tell.call("await client.wait(await client.submit('csv-etl', { sources, sql: 'SELECT salt FROM numbers', … }))");
  const job = await client.submit('csv-etl', csvQuery('SELECT salt FROM numbers'));
  const error = await thrownBy(client.wait(job));
  if (!(error instanceof JobFailedError)) throw error;
  const isDead = async () => (await stack.deadLetters('csv-etl')).some(({ jobId }) => jobId === job.id);
  await until(tour, isDead, (dead) => dead);
  tell.answer(`FAILED: ${error.job.error?.code}`);
  tell.check('its message is in the dead-letter queue', true);

  const show = async (...args: string[]) => {
    tell.call(`pnpm jobs ${args.join(' ')}`);
    const output = await jobs(args);
    tell.answer(...output.split('\n'));
    return output;
  };
  const groups = await show('dead-letters', '--type', 'csv-etl', '--group-by', 'error');
  tell.check('failures are counted by their error', groups.includes(error.job.error?.code ?? 'no code'));
  const dryRun = await show('redrive', 'csv-etl', '--dry-run');
  tell.check('a dry run says how many would run', dryRun.includes('1 would be run again') && (await isDead()));
  await show('redrive', 'csv-etl', '--max', '1', '--yes');
  const { attempt } = await until(
    tour,
    () => client.get(job),
    (now) => now.status === 'FAILED' && now.attempt > 1,
  );
  tell.answer(`${job.id} ran again, in attempt ${attempt}; its cause is still there, so that it failed again`);
  tell.check('the redrive ran it again', attempt === 2);
}

async function retryMany(tour: Tour, tell: Tell) {
  const { client, jobs } = tour;
  tell.call("await client.submit('file-digest', { …, expected: 'beef' }, { tags: { tour: 'retry' } }) … three times");
  const submit = () => client.submit('file-digest', failingDigest, { tags: { tour: 'retry' } });
  const failing = await Promise.all([submit(), submit(), submit()]);
  await Promise.all(failing.map((job) => thrownBy(client.wait(job))));

  const filter = ['retry-all', '--type', 'file-digest', '--error', 'other-digest', '--tag', 'tour=retry'];
  tell.call(`pnpm jobs ${filter.join(' ')} --dry-run`);
  const dryRun = await jobs([...filter, '--dry-run']);
  tell.answer(...dryRun.split('\n'));
  tell.check(
    'a dry run names those that fit',
    failing.every(({ id }) => dryRun.includes(id)),
  );
  tell.call(`pnpm jobs ${filter.join(' ')} --yes`);
  const outcome = await jobs([...filter, '--yes']);
  tell.answer(outcome);
  tell.check('they are queued again', outcome.includes('3 queued again'));
  const again = failing.map((job) =>
    until(
      tour,
      () => client.get(job),
      ({ status, attempt }) => status === 'FAILED' && attempt === 2,
    ),
  );
  tell.check('each of them ran once more', (await Promise.all(again)).length === 3);
}

export const failures: Chapter = {
  title: 'When it goes wrong',
  steps: [
    { title: 'A job whose code spins is cancelled', document: 'docs/promises.md', run: cancelSpinning },
    { title: 'A dead letter is looked at, and redriven', document: 'docs/operations.md', run: deadLetters },
    { title: 'Failed jobs are retried by a filter', document: 'docs/operations.md', run: retryMany },
  ],
};
