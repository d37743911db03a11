import { CATCH_UP_POLICIES, JOB_TYPES, LIMITS, OVERLAP_POLICIES } from '@jobs/shared-contracts';
import type { ScheduleOptions, ScheduleView } from '@jobs/client';
import { defineCommand, type Command } from '../command-line/command.ts';
import type { Connected, Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { confirm } from '../input/confirm.ts';
import { readJson } from '../input/read-json.ts';
import { readAssignment, readValue, setPath } from '../input/set-path.ts';
import { wholeNumber } from '../input/whole-number.ts';
import { printableLine } from '../output/printable.ts';
import { tableOf } from '../output/table.ts';

export const schedulesCreate = defineCommand({
  name: 'schedules create',
  summary: 'Have a job made again and again',
  description: `Prints the schedule's id. The input is put together as that of submit is, but can name no uploads.`,
  args: [{ name: 'type', suggestions: JOB_TYPES.map(({ name }) => name) }],
  options: {
    cron: { type: 'string', value: 'fields', help: 'minute, hour, day of the month, month, day of the week' },
    every: { type: 'string', value: 'seconds', help: 'so often, instead of --cron' },
    'time-zone': {
      type: 'string',
      value: 'zone',
      help: 'that --cron is meant in, such as Europe/Berlin; UTC unless said',
    },
    overlap: { type: 'string', value: 'policy', choices: OVERLAP_POLICIES, help: 'when the run before has not ended' },
    'catch-up': { type: 'string', value: 'policy', choices: CATCH_UP_POLICIES, help: 'of runs that an outage kept' },
    name: { type: 'string', value: 'text', help: 'for people' },
    input: { type: 'string', short: 'i', value: 'file', help: 'the input as JSON; - is stdin' },
    set: { type: 'string', multiple: true, value: 'path=value', help: 'a field of the input' },
    'dry-run': { type: 'boolean', help: 'only check it, and say when it would run' },
  },
  examples: [
    'schedules create text-analyze --set source.text=Hello --cron "30 6 * * MON-FRI" --time-zone Europe/Berlin',
    'schedules create csv-etl --input report.json --every 3600 --overlap queue',
    'schedules create csv-etl --input report.json --cron "0 0 L * *" --dry-run',
  ],
  async run({ io, out, connect }, { args: [type = ''], options }) {
    const rateSeconds = wholeNumber('--every', options.every, LIMITS.delaySeconds);
    const { cron, 'time-zone': timeZone, overlap, 'catch-up': catchUp, name } = options;
    const given = { cron, rateSeconds, timeZone, overlap, catchUp, name };
    let input = options.input === undefined ? {} : await readJson(io, options.input);
    for (const text of options.set ?? []) {
      const { path, value } = readAssignment(text, '--set');
      input = setPath(input, path, readValue(value));
    }
    const { client } = await connect();
    const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    if (options['dry-run']) {
      const preview = await client.schedules.preview(type, input, wanted as ScheduleOptions, { signal: io.signal });
      if (out.json) out.document(preview);
      else for (const time of preview.nextRuns) out.line(time);
      return EXIT.ok;
    }
    const schedule = await client.schedules.create(type, input, wanted as ScheduleOptions, { signal: io.signal });
    if (out.json) out.document(schedule);
    else out.line(schedule.id);
    return EXIT.ok;
  },
});

export const schedulesList = defineCommand({
  name: 'schedules list',
  summary: 'List your schedules, the newest first',
  options: {},
  examples: ['schedules list', "schedules list --json | jq -r '.schedules[].id'"],
  async run({ io, out, connect }) {
    const { client } = await connect();
    const schedules = await client.schedules.list({ signal: io.signal });
    if (out.json) out.document({ schedules });
    else if (schedules.length === 0) out.note('There are no schedules.');
    const rows = schedules.map((one) => [one.id, one.type, timingOf(one), nextOf(one), printableLine(one.name ?? '')]);
    if (rows.length > 0) for (const line of tableOf(['ID', 'TYPE', 'WHEN', 'NEXT (UTC)', 'NAME'], rows)) out.line(line);
    return EXIT.ok;
  },
});

type Act = (client: Connected['client'], scheduleId: string, signal: AbortSignal) => Promise<ScheduleView>;

/** A command about one schedule, which it shows as it is then. */
function aboutOne(name: string, summary: string, act: Act): Command {
  return defineCommand({
    name: `schedules ${name}`,
    summary,
    args: [{ name: 'id' }],
    options: {},
    examples: [`schedules ${name} sch_0123456789abcdef0123456789abcdef`],
    async run({ io, out, connect }, { args: [id = ''] }) {
      const { client } = await connect();
      return show(out, await act(client, id, io.signal));
    },
  });
}

export const schedulesGet = aboutOne('get', 'Show a schedule with its next runs', (client, id, signal) =>
  client.schedules.get(id, { signal }),
);

export const schedulesPause = aboutOne(
  'pause',
  'Have a schedule make no jobs for the time being',
  (client, id, signal) => client.schedules.update(id, { paused: true }, { signal }),
);

export const schedulesResume = aboutOne(
  'resume',
  'Have a paused schedule go on with its next time',
  (client, id, signal) => client.schedules.update(id, { paused: false }, { signal }),
);

export const schedulesDelete = defineCommand({
  name: 'schedules delete',
  summary: 'Delete a schedule; its jobs stay as they are',
  args: [{ name: 'id' }],
  options: { yes: { type: 'boolean', short: 'y', help: 'do not ask' } },
  examples: ['schedules delete sch_0123456789abcdef0123456789abcdef --yes'],
  async run({ io, out, connect }, { args: [id = ''], options: { yes } }) {
    if (!yes) await confirm(io, `Delete the schedule ${id}?`);
    const { client } = await connect();
    const schedule = await client.schedules.delete(id, { signal: io.signal });
    if (out.json) out.document(schedule);
    out.line('Deleted.');
    return EXIT.ok;
  },
});

const timingOf = ({ cron, rateSeconds, timeZone }: ScheduleView) =>
  cron === undefined ? `every ${rateSeconds} s` : `${cron} ${timeZone}`;

const nextOf = ({ paused, nextRuns: [next] }: ScheduleView) =>
  paused ? 'paused' : (next?.slice(0, 19) ?? 'never again');

function show(out: Context['out'], schedule: ScheduleView): ExitCode {
  if (out.json) {
    out.document(schedule);
    return EXIT.ok;
  }
  const { name, lastRun, waitingRuns } = schedule;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['id', schedule.id],
    ['name', name],
    ['type', schedule.type],
    ['when', timingOf(schedule)],
    ['overlap', schedule.overlap],
    ['catch up', schedule.catchUp],
    ['waiting', waitingRuns > 0 ? `${waitingRuns} runs` : undefined],
    ['last run', lastRun && `${lastRun.runAt} ${lastRun.refused ?? lastRun.jobId}`],
    ...(schedule.paused ? [['next', 'paused'] as const] : schedule.nextRuns.map((time) => ['next', time] as const)),
  ];
  for (const [fact, value] of facts) {
    if (value !== undefined) out.line(`${fact.padEnd(10)} ${printableLine(value)}`);
  }
  return EXIT.ok;
}
