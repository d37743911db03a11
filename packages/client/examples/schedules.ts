import type { JobClient } from '@jobs/client';

/** One job for later, and one for every working day until the schedule is paused. */
export async function submitLater(client: JobClient): Promise<string> {
  const input = { source: { text: 'Nothing much happened in January.' } };

  await client.submit('text-analyze', input, { runAt: '2027-01-31T06:00:00+01:00' });
  const schedule = await client.schedules.create('text-analyze', input, {
    cron: '30 6 * * MON-FRI',
    timeZone: 'Europe/Berlin',
  });
  await client.schedules.update(schedule.id, { paused: true });

  return schedule.id;
}
