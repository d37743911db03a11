import { isOnEcs, type EcsCompute, type InfrastructureSettings, type ScalingStep } from '@jobs/shared-contracts';
import { InvalidOptionsError } from '../errors.ts';
import { declaredScaling } from '../scaling/declared-scaling.ts';
import { targetTracking } from '../scaling/target-tracking.ts';
import type { Setting } from '../simulate/setting.ts';

export const SETTINGS_HELP = `  declared              the declaration's steps, woken by submissions, as deployed
  alarms                the same without wake on submit
  desired-count         the same, woken by a bare desired count instead of the minimum
  warm:<n>              the same with so many tasks at least
  steps:<b>=<t>/…       other steps: from a backlog of b on, t tasks (steps:1=1/50=5/500=10)
  target-tracking:<b>   a backlog of b for each task, one task at least; :<s> after it is the cooldown in seconds
                        (default 300), and :<n> after that the most tasks (default as declared)
  fixed:<n>             n tasks, always
  lambda:<n>            a function, n invocations at once`;

export const DEFAULT_SETTINGS = 'declared,alarms,target-tracking:10,fixed:2,lambda:100';

const DEFAULT_COOLDOWN_SECONDS = 300;
/** What a declaration may say. */
const MAX_TASKS = 1000;
const MAX_LAMBDA_BATCH = 10;
const MAX_LAMBDA_MIB = 10_240;

export interface Declaration {
  readonly settings: InfrastructureSettings;
  readonly scaleInAfterMinutes: number;
}

/** What a type that is a function has for comparison with tasks, and the other way round. */
const computeOf = ({ settings }: Declaration): EcsCompute => {
  if (isOnEcs(settings)) return settings.compute;
  throw new InvalidOptionsError([`${settings.name} is a function: it has no steps. Compare it with lambda:<n> alone.`]);
};

function parseSteps(text: string): readonly ScalingStep[] {
  const steps = text.split('/').map((step) => {
    const [, backlog, tasks] = /^(\d+)=(\d+)$/.exec(step) ?? [];
    return { backlogAtLeast: Number(backlog), tasks: Number(tasks) };
  });
  const isGrowing = steps.every((step, i) => {
    const before = steps[i - 1];
    return before
      ? step.backlogAtLeast > before.backlogAtLeast && step.tasks >= before.tasks
      : step.backlogAtLeast === 1;
  });
  if (isGrowing && steps.every(({ tasks }) => tasks >= 1 && tasks <= MAX_TASKS)) return steps;
  throw new InvalidOptionsError([
    `--compare steps:${text}: write <backlog>=<tasks>, joined by "/", the first backlog 1, both growing, at most ${MAX_TASKS} tasks.`,
  ]);
}

function numbersOf(name: string, rest: string, least: number, most: number): readonly number[] {
  const numbers = rest.split(':').map(Number);
  if (rest !== '' && numbers.every((number) => number >= least && number <= most)) return numbers;
  throw new InvalidOptionsError([`--compare ${name}: takes a number from ${least} to ${most}, not "${rest}".`]);
}

/** @throws {InvalidOptionsError} */
export function parseSetting(text: string, declaration: Declaration): Setting {
  const { settings, scaleInAfterMinutes } = declaration;
  const [, kind = '', , rest = ''] = /^([a-z-]+)(:(.*))?$/.exec(text) ?? [];
  const common = { name: text, concurrencyPerWorker: settings.concurrencyPerWorker };
  const scaled = (compute: EcsCompute, wake: 'submit' | 'alarms' | 'desired-count'): Setting => {
    const rules = declaredScaling(compute, scaleInAfterMinutes);
    return { ...common, kind: 'scaled', compute, rules, wake, scaleInAfterMinutes };
  };
  switch (kind) {
    case 'declared':
      return scaled(computeOf(declaration), 'submit');
    case 'alarms':
    case 'desired-count':
      return scaled(computeOf(declaration), kind);
    case 'warm': {
      const compute = computeOf(declaration);
      const [minTasks = 0] = numbersOf(kind, rest, 1, compute.maxTasks);
      return scaled({ ...compute, minTasks }, 'submit');
    }
    case 'steps': {
      const compute = computeOf(declaration);
      const scalingSteps = parseSteps(rest);
      const maxTasks = Math.max(compute.maxTasks, ...scalingSteps.map(({ tasks }) => tasks));
      return scaled({ ...compute, maxTasks, scalingSteps }, 'submit');
    }
    case 'target-tracking': {
      const declared = computeOf(declaration);
      const [backlogPerTask = 0, cooldownSeconds = DEFAULT_COOLDOWN_SECONDS, maxTasks = declared.maxTasks] = numbersOf(
        kind,
        rest,
        1,
        100_000,
      );
      const compute = { ...declared, maxTasks: Math.min(MAX_TASKS, maxTasks) };
      const rules = targetTracking(compute, { backlogPerTask, cooldownMs: cooldownSeconds * 1000 });
      return { ...common, kind: 'scaled', compute, rules, wake: 'alarms', scaleInAfterMinutes };
    }
    case 'fixed': {
      const [tasks = 0] = numbersOf(kind, rest, 1, 5000);
      return { ...common, kind: 'fixed', compute: computeOf(declaration), tasks };
    }
    case 'lambda': {
      const [maxConcurrency = 0] = numbersOf(kind, rest, 2, 1000);
      const memoryMiB = Math.min(MAX_LAMBDA_MIB, settings.compute.memoryMiB);
      const concurrencyPerWorker = Math.min(MAX_LAMBDA_BATCH, settings.concurrencyPerWorker);
      return {
        ...common,
        concurrencyPerWorker,
        kind: 'lambda',
        compute: { kind: 'lambda', memoryMiB, maxConcurrency },
      };
    }
    default:
      throw new InvalidOptionsError([`--compare "${text}" is none of:\n${SETTINGS_HELP}`]);
  }
}
