import { parseArgs } from 'node:util';
import type { InfrastructureSettings } from '@jobs/shared-contracts';
import { InvalidOptionsError } from '../errors.ts';
import { AWS, type Environment } from '../simulate/environment.ts';
import type { Setting } from '../simulate/setting.ts';
import { parseArrivals, type ParsedArrivals } from './parse-arrivals.ts';
import { DEFAULT_SETTINGS, parseSetting, type Declaration } from './parse-setting.ts';
import { parseWork } from './parse-work.ts';

export interface SimulateCommand extends ParsedArrivals {
  readonly declaration: Declaration;
  readonly settings: readonly Setting[];
  readonly drawWorkMs: ReturnType<typeof parseWork>;
  readonly environment: Environment;
  readonly quietMs: number;
  readonly rounds: number;
  readonly seed: number;
  /** Of `--recommend`: the wait that 95 % of jobs are to stay below. */
  readonly waitTargetMs: number | undefined;
  readonly svgFile: string | undefined;
  readonly json: boolean;
}

const MINUTE_MS = 60_000;

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        type: { type: 'string' },
        arrivals: { type: 'string', default: 'poisson:60/h' },
        work: { type: 'string', default: '10~1' },
        compare: { type: 'string' },
        hours: { type: 'string' },
        quiet: { type: 'string', default: '30' },
        rounds: { type: 'string', default: '1' },
        seed: { type: 'string', default: '1' },
        start: { type: 'string' },
        'scale-in-after': { type: 'string', default: '5' },
        spot: { type: 'string', default: '0' },
        recommend: { type: 'string' },
        svg: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new InvalidOptionsError([error instanceof Error ? error.message : String(error)]);
  }
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** Every option is read, so that every fault is told at once. */
function createReader() {
  const problems: string[] = [];
  return {
    problems,
    number(name: string, text: string, { least, most, whole = false }: Bounds): number {
      const value = text.trim() === '' ? NaN : Number(text);
      if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
      problems.push(`--${name} must be a${whole ? ' whole' : ''} number from ${least} to ${most}, not "${text}".`);
      return least;
    },
    read<T>(part: () => T): T | undefined {
      try {
        return part();
      } catch (error) {
        if (!(error instanceof InvalidOptionsError)) throw error;
        problems.push(...error.problems);
        return undefined;
      }
    },
  };
}

function startTimeOf(text: string | undefined): Environment['startTime'] {
  if (text === undefined) return AWS.startTime;
  const [least = NaN, mode = NaN, most = NaN, ...more] = text.split(',').map((part) => Number(part) * 1000);
  if (least >= 0 && mode >= least && most >= mode && more.length === 0)
    return { minMs: least, modeMs: mode, maxMs: most };
  throw new InvalidOptionsError([
    `--start "${text}": write three numbers of seconds that do not fall, such as 30,42,62.`,
  ]);
}

/**
 * @returns undefined when help is asked for
 * @throws {InvalidOptionsError} naming every fault
 */
export function readSimulateOptions(
  args: readonly string[],
  jobTypes: Readonly<Record<string, InfrastructureSettings>>,
): SimulateCommand | undefined {
  const flags = parseFlags(args);
  if (flags.help) return undefined;
  const reader = createReader();
  const { problems } = reader;
  const { type = Object.keys(jobTypes)[0] ?? '' } = flags;
  const settings = Object.hasOwn(jobTypes, type) ? jobTypes[type] : undefined;
  if (!settings) problems.push(`--type "${type}" is no job type. There are: ${Object.keys(jobTypes).join(', ')}.`);
  const hours =
    flags.hours === undefined ? undefined : reader.number('hours', flags.hours, { least: 0.1, most: 24 * 60 });
  const scaleInAfterMinutes = reader.number('scale-in-after', flags['scale-in-after'], {
    least: 2,
    most: 1440,
    whole: true,
  });
  const declaration = settings && { settings, scaleInAfterMinutes };
  const arrivals = reader.read(() => parseArrivals(flags.arrivals, hours));
  const drawWorkMs = reader.read(() => parseWork(flags.work));
  const names = (flags.compare ?? DEFAULT_SETTINGS).split(',').map((name) => name.trim());
  const compared = declaration && names.map((name) => reader.read(() => parseSetting(name, declaration)));
  const startTime = reader.read(() => startTimeOf(flags.start));
  const share = reader.number('spot', flags.spot, { least: 0, most: 1 });
  const rest = {
    quietMs: reader.number('quiet', flags.quiet, { least: 5, most: 30 * 24 * 60 }) * MINUTE_MS,
    rounds: reader.number('rounds', flags.rounds, { least: 1, most: 10_000, whole: true }),
    seed: reader.number('seed', flags.seed, { least: 0, most: 2 ** 31, whole: true }),
    waitTargetMs:
      flags.recommend === undefined
        ? undefined
        : reader.number('recommend', flags.recommend, { least: 1, most: 86_400 }) * 1000,
    svgFile: flags.svg,
    json: flags.json,
  };
  if (problems.length > 0 || !declaration || !arrivals || !drawWorkMs || !startTime) {
    throw new InvalidOptionsError(problems);
  }
  return {
    ...rest,
    ...arrivals,
    declaration,
    drawWorkMs,
    settings: (compared ?? []).filter((setting) => setting !== undefined),
    environment: { ...AWS, startTime, spot: { ...AWS.spot, share } },
  };
}
