import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { InfrastructureSettings } from '@jobs/shared-contracts';
import jobTypesJson from '@jobs/shared-contracts/job-types.json' with { type: 'json' };
import { createRandom } from '../random/create-random.ts';
import { simulateHelp } from './simulate-help.ts';
import { readSimulateOptions, type SimulateCommand } from './simulate-options.ts';

const JOB_TYPES = jobTypesJson as Readonly<Record<string, InfrastructureSettings>>;
const HOUR_MS = 3_600_000;

const read = (...args: string[]) => readSimulateOptions(args, JOB_TYPES);
function readCommand(...args: string[]): SimulateCommand {
  const command = read(...args);
  if (!command) throw new Error('It was taken as a question for help');
  return command;
}
const arrivalsOf = (command: SimulateCommand) => [...command.arrivals(createRandom(1, 'arrivals'))];

describe('the options of a simulation', () => {
  test('have defaults, with the declaration that Terraform reads', () => {
    const command = readCommand();
    expect(command.declaration.settings).toBe(Object.values(JOB_TYPES)[0]);
    expect(command.settings.map(({ name }) => name)).toEqual([
      'declared',
      'alarms',
      'target-tracking:10',
      'fixed:2',
      'lambda:100',
    ]);
    expect(command).toMatchObject({ rounds: 1, seed: 1, quietMs: HOUR_MS / 2, windowMs: 24 * HOUR_MS });
    expect(command.settings[0]).toMatchObject({
      kind: 'scaled',
      wake: 'submit',
      compute: Object.values(JOB_TYPES)[0]?.compute,
    });
  });

  test('read every setting', () => {
    const names = 'declared,alarms,desired-count,warm:2,steps:1=1/50=5,target-tracking:7:60,fixed:3,lambda:10';
    const { settings } = readCommand('--type', 'text-analyze', '--compare', names, '--scale-in-after', '9');
    expect(settings.map(({ name }) => name)).toEqual(names.split(','));
    expect(settings.map((setting) => (setting.kind === 'scaled' ? setting.wake : setting.kind))).toEqual([
      'submit',
      'alarms',
      'desired-count',
      'submit',
      'submit',
      'alarms',
      'fixed',
      'lambda',
    ]);
    expect(settings[3]).toMatchObject({ rules: { minTasks: 2 }, scaleInAfterMinutes: 9 });
    const steps = [
      { backlogAtLeast: 1, tasks: 1 },
      { backlogAtLeast: 50, tasks: 5 },
    ];
    expect(settings[4]).toMatchObject({ compute: { scalingSteps: steps } });
    expect(settings[5]).toMatchObject({ rules: { minTasks: 1 } });
    expect(settings[6]).toMatchObject({ tasks: 3 });
    expect(settings[7]).toMatchObject({ compute: { kind: 'lambda', maxConcurrency: 10, memoryMiB: 2048 } });
  });

  test('read arrivals at random, in bursts, and by the time of the day', () => {
    expect(arrivalsOf(readCommand('--arrivals', 'poisson:1000/h', '--hours', '2')).length / 2000).toBeCloseTo(1, 1);
    const burst = readCommand('--arrivals', 'burst:50');
    expect(burst.windowMs).toBe(HOUR_MS);
    expect(arrivalsOf(burst)).toHaveLength(50);
    const bursts = arrivalsOf(readCommand('--arrivals', 'bursts:50/30m', '--hours', '2'));
    expect(bursts).toHaveLength(200);
    expect((bursts[50] ?? 0) - (bursts[0] ?? 0)).toBeCloseTo(HOUR_MS / 2, 6);
    const daily = arrivalsOf(readCommand('--arrivals', 'daily:20000'));
    expect(daily.length / 20_000).toBeCloseTo(1, 1);
    const inHour = (hour: number) => daily.filter((time) => Math.floor(time / HOUR_MS) === hour).length;
    expect(inHour(15) / inHour(3)).toBeGreaterThan(3.5);
  });

  test('read the times of a file, up to an hour after the last', () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
    const file = join(folder, 'jobs.csv');
    writeFileSync(file, 'id,timestamp\na,2026-11-01T10:00:00Z\nb,2026-11-01T12:00:00Z\n');
    const command = readCommand('--arrivals', `csv:${file}`);
    rmSync(folder, { recursive: true });
    expect(arrivalsOf(command)).toEqual([0, 2 * HOUR_MS]);
    expect(command.windowMs).toBe(3 * HOUR_MS);
  });

  test('read how long jobs take', () => {
    const random = createRandom(1, 'work');
    expect(readCommand('--work', '5').drawWorkMs(random)).toBe(5000);
    const { drawWorkMs } = readCommand('--work', '5~0.5');
    const drawn = Array.from({ length: 5000 }, () => drawWorkMs(random));
    expect(drawn.reduce((sum, ms) => sum + ms, 0) / drawn.length / 1000).toBeCloseTo(5, 0);
  });

  test.each([
    [['--type', 'nothing'], '--type "nothing" is no job type. There are: csv-etl, document-render'],
    [['--type', 'toString'], '--type "toString" is no job type'],
    [['--arrivals', 'poisson:60'], '--arrivals "poisson:60" is none of:'],
    [['--arrivals', 'burst:0'], '--arrivals "burst:0" is none of:'],
    [['--arrivals', 'toString:1'], '--arrivals "toString:1" is none of:'],
    [['--arrivals', 'poisson:10000000/h'], 'are more than 5000000 jobs'],
    [['--arrivals', 'csv:/no/such/file'], "/no/such/file can't be read"],
    [['--work', '0'], '--work "0": write seconds'],
    [['--compare', 'declared,magic'], '--compare "magic" is none of:'],
    [['--compare', 'fixed'], '--compare fixed: takes a number from 1 to 5000, not "".'],
    [['--compare', 'lambda:1'], '--compare lambda: takes a number from 2 to 1000, not "1".'],
    [['--compare', 'steps:2=1'], 'the first backlog 1'],
    [['--compare', 'steps:1=1/50=5000'], 'at most 1000 tasks'],
    [['--hours', 'soon'], '--hours must be a number from 0.1 to 1440, not "soon".'],
    [['--rounds', '1.5'], '--rounds must be a whole number from 1 to 10000, not "1.5".'],
    [['--rounds', ''], '--rounds must be a whole number'],
    [['--start', '60,30,40'], '--start "60,30,40": write three numbers'],
    [['--spot', '2'], '--spot must be a number from 0 to 1'],
    [['--recommend', '0'], '--recommend must be a number from 1'],
    [['--cheap'], "Unknown option '--cheap'"],
    [['twice'], 'Unexpected argument'],
  ])('tells what is wrong with %j', (args, message) => {
    expect(() => read(...args)).toThrow(message);
    expect(() => read(...args)).toThrow('See: npm run simulate -- --help');
  });

  test('tell every fault at once', () => {
    expect(() => read('--work', 'x', '--hours', 'x', '--compare', 'x,fixed:0')).toThrow(
      /--hours [^]*--work [^]*--compare "x" [^]*--compare fixed/,
    );
  });

  test('are named in the help, all of them', () => {
    expect(read('--help')).toBeUndefined();
    const help = simulateHelp(Object.keys(JOB_TYPES));
    const flags = [
      'type',
      'arrivals',
      'work',
      'compare',
      'hours',
      'quiet',
      'rounds',
      'seed',
      'start',
      'scale-in-after',
      'spot',
    ];
    for (const flag of [...flags, 'recommend', 'svg', 'json', 'help']) expect(help).toContain(`--${flag}`);
  });
});
