import { refusalOf } from '../refusal-of.ts';
import type { Chapter, Tell, Tour } from '../tour.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const BERLIN = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Berlin',
  weekday: 'short',
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

const isWorkingDay = (run: string) => /^(Mon|Tue|Wed|Thu|Fri)\b/.test(run) && run.endsWith('06:30');

async function inSeconds({ client }: Tour, tell: Tell) {
  tell.call("const job = await client.submit('text-analyze', input, { delaySeconds: 3 }); await client.wait(job)");
  const job = await client.submit('text-analyze', { source: { text: 'Not yet.' } }, { delaySeconds: 3 });
  tell.answer(`to start at ${job.runAt}`);
  await client.wait(job);
  const { startedAt = '', runAt = '' } = await client.get(job);
  tell.answer(`started at  ${startedAt}`);
  tell.check('it started when its time had come, and not before', Date.parse(startedAt) >= Date.parse(runAt));
}

async function inAMonth({ client }: Tour, tell: Tell) {
  const runAt = new Date(Date.now() + 30 * DAY_MS).toISOString();
  tell.call(`const job = await client.submit('text-analyze', input, { runAt: '${runAt}' })`);
  const job = await client.submit('text-analyze', { source: { text: 'Next month.' } }, { runAt });
  tell.call('await client.cancel(job)');
  const cancelled = await client.cancel(job);
  tell.answer(`${job.id} was ${job.status}, and is ${cancelled.status}`);
  tell.check('a job ahead waits, and can be cancelled', job.status === 'SCHEDULED' && cancelled.status === 'CANCELLED');
}

async function againAndAgain({ client }: Tour, tell: Tell) {
  const timing = { cron: '30 6 * * MON-FRI', timeZone: 'Europe/Berlin' };
  tell.call(
    "await client.schedules.create('text-analyze', input, { cron: '30 6 * * MON-FRI', timeZone: 'Europe/Berlin' })",
  );
  const schedule = await client.schedules.create('text-analyze', { source: { text: 'Good morning.' } }, timing);
  const runs = schedule.nextRuns.map((time) => BERLIN.format(new Date(time)));
  tell.answer(`its next runs, in Berlin: ${runs.slice(0, 3).join(' · ')}`);
  tell.check('it runs at half past six on working days', runs.length > 0 && runs.every(isWorkingDay));

  tell.call(`await client.schedules.update('${schedule.id}', { paused: true })`);
  const { paused, nextRuns } = await client.schedules.update(schedule.id, { paused: true });
  tell.check('while it is paused there is no next run', paused && nextRuns.length === 0);
  tell.call(`await client.schedules.delete('${schedule.id}')`);
  await client.schedules.delete(schedule.id);
  const problem = await refusalOf(client.schedules.get(schedule.id));
  tell.check('then it is gone', problem.status === 404);
}

export const later: Chapter = {
  title: 'Later, and again and again',
  steps: [
    { title: 'A job in three seconds, to the second', document: 'docs/schedules.md', run: inSeconds },
    { title: 'A job a month ahead, cancelled', document: 'docs/schedules.md', run: inAMonth },
    { title: 'A schedule: cron in a time zone', document: 'docs/schedules.md', run: againAndAgain },
  ],
};
