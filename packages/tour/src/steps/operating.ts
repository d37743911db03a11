import { refusalOf } from '../refusal-of.ts';
import type { Chapter, Tell, Tour } from '../tour.ts';
import { until } from '../until.ts';

async function listByTag({ client, startedAt }: Tour, tell: Tell) {
  tell.call("await client.list({ tag: ['tour', 'retry'], createdFrom: startOfTheTour })");
  const { jobs } = await client.list({ tag: ['tour', 'retry'], createdFrom: startedAt });
  tell.answer(...jobs.map(({ id, type, status }) => `${id}  ${type}  ${status}`));
  tell.check('the three of the last chapter are found', jobs.length === 3);
  const { jobs: earlier } = await client.list({ tag: ['tour', 'retry'], createdBefore: startedAt });
  tell.check('before the tour there were none', earlier.length === 0);
}

async function purge({ client }: Tour, tell: Tell) {
  const job = await client.submit('text-analyze', { source: { text: 'Nobody else needs to know.' } });
  await client.wait(job);
  tell.call('await client.purge(job)');
  await client.purge(job);
  const { status, code } = await refusalOf(client.get(job));
  tell.answer(`${status} ${code}`);
  tell.check('the job is gone, with its input and its result', status === 404);
}

async function audit({ jobs, operations }: Tour, tell: Tell) {
  tell.call('pnpm jobs audit');
  tell.answer(...(await jobs(['audit'])).split('\n'));
  const { entries } = await operations.audit({ limit: 100 });
  const done = new Set(entries.flatMap(({ action, outcome }) => (outcome === 'done' ? action : [])));
  const expected = ['job-type.pause', 'job-type.resume', 'dead-letters.redrive', 'jobs.retry'] as const;
  tell.check(
    'it has what this tour has done as an operator',
    expected.every((action) => done.has(action)),
  );
}

async function overview(tour: Tour, tell: Tell) {
  const succeeded = async () => {
    const { jobTypes } = await tour.operations.overview();
    const minutes = jobTypes.find(({ type }) => type === 'text-analyze')?.minutes ?? [];
    return minutes.reduce((sum, minute) => sum + minute.succeeded, 0);
  };
  // A batch, and what came before it; workers tell what they count every other second.
  await until(tour, succeeded, (count) => count >= 20);
  tell.call('pnpm jobs overview');
  tell.answer(...(await tour.jobs(['overview'])).split('\n'));
  const { jobTypes } = await tour.operations.overview();
  const running = (name: string) => jobTypes.find(({ type }) => type === name)?.workers?.running ?? 0;
  tell.check('workers came from zero where there were jobs', running('text-analyze') > 0 && running('csv-etl') > 0);
  tell.check('and nowhere else', running('document-render') === 0);
}

export const operating: Chapter = {
  title: 'Operating it',
  steps: [
    { title: 'Jobs are found by tag and time', document: 'docs/client.md', run: listByTag },
    { title: 'A job is purged', document: 'docs/api.md', run: purge },
    { title: 'The audit trail of this tour', document: 'docs/operations.md', run: audit },
    { title: 'All job types, with workers that came from zero', document: 'docs/operations.md', run: overview },
  ],
};
