import type { Static, TSchema } from 'typebox';
import { LIMITS } from '../limits.ts';

/** The queues that a job type may have, most urgent first. */
export const LANES = ['high', 'standard', 'low'] as const;
export type Lane = (typeof LANES)[number];

/** Fargate's CPU units and, for each, the memory it allows. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html */
const FARGATE_MEMORY_MIB: Record<number, { min: number; max: number; step: number }> = {
  256: { min: 512, max: 2048, step: 512 },
  512: { min: 1024, max: 4096, step: 1024 },
  1024: { min: 2048, max: 8192, step: 1024 },
  2048: { min: 4096, max: 16384, step: 1024 },
  4096: { min: 8192, max: 30720, step: 1024 },
  8192: { min: 16384, max: 61440, step: 4096 },
  16384: { min: 32768, max: 122880, step: 8192 },
};

/** How long a job waits before its next attempt: `initialSeconds · factor^(attempt − 1)`, at most `maxSeconds`, with full jitter on the upper half. */
export interface Backoff {
  readonly initialSeconds: number;
  readonly factor: number;
  readonly maxSeconds: number;
}

/** From this backlog (visible + in flight + delayed messages over all lanes) on, so many tasks. */
export interface ScalingStep {
  readonly backlogAtLeast: number;
  readonly tasks: number;
}

export interface Compute {
  /**
   * The ECS capacity provider of its tasks: `FARGATE` for work that must not be interrupted, `FARGATE_SPOT` for work that
   * may be, or the name of one with EC2 instances of your own (Graviton, as the image is), of GPUs for instance. Absent:
   * the mix of Fargate Spot and On-Demand that the environment sets.
   */
  readonly capacityProvider?: string;
  /** GPUs of each task, on EC2 alone. */
  readonly gpus?: number;
  /** CPU units; 1024 are one vCPU. */
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  /** 0 lets the type sleep while it has nothing to do. */
  readonly minTasks: number;
  readonly maxTasks: number;
  readonly scalingSteps: readonly ScalingStep[];
}

export interface JobTypeSettings {
  /** Kebab-case, also in queue names: at most 40 characters. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly lanes: readonly Lane[];
  /** How long an attempt may go without a heartbeat before another worker may claim the job. */
  readonly leaseSeconds: number;
  /** An attempt still running after this is stopped, and counts as failed. At most 12 hours less a lease, since SQS ends a receive then. */
  readonly timeLimitSeconds: number;
  /** Attempts when the request names no number, and the most that a request may ask for. */
  readonly maxAttempts: number;
  readonly backoff: Backoff;
  /** Jobs that one worker process runs at once, each in a thread of its own. */
  readonly concurrencyPerWorker: number;
  readonly compute: Compute;
}

/** One job type: what a client sends, what it gets, and how the work is queued and run. */
export interface JobType<
  Input extends TSchema = TSchema,
  Result extends TSchema = TSchema,
  Name extends string = string,
> extends JobTypeSettings {
  readonly name: Name;
  readonly input: Input;
  readonly result: Result;
}

export type JobInput<T extends JobType> = Static<T['input']>;
export type JobResult<T extends JobType> = Static<T['result']>;

const DEFAULTS = {
  lanes: ['standard'],
  leaseSeconds: 60,
  timeLimitSeconds: 15 * 60,
  maxAttempts: 3,
  backoff: { initialSeconds: 2, factor: 2, maxSeconds: 300 },
  concurrencyPerWorker: 2,
} as const;

type Declaration<Input extends TSchema, Result extends TSchema, Name extends string> = Pick<
  JobType<Input, Result, Name>,
  'name' | 'title' | 'description' | 'input' | 'result' | 'compute'
> &
  Partial<JobTypeSettings>;

/** A job type's declaration is wrong; `problems` names every fault at once. */
export class InvalidJobTypeError extends Error {
  override readonly name = 'InvalidJobTypeError';
  readonly code = 'invalid-job-type';
  readonly problems: readonly string[];

  constructor(jobType: string, problems: readonly string[]) {
    super(`Job type "${jobType}" is declared wrongly: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

/**
 * Declares a job type. Fills in the defaults and refuses settings that AWS would refuse or that lose work.
 * @throws {InvalidJobTypeError} naming every fault
 */
export function defineJobType<Input extends TSchema, Result extends TSchema, Name extends string>(
  declaration: Declaration<Input, Result, Name>,
): JobType<Input, Result, Name> {
  const jobType: JobType<Input, Result, Name> = { ...DEFAULTS, ...declaration };
  const problems = jobTypeProblems(jobType);
  if (problems.length > 0) throw new InvalidJobTypeError(jobType.name, problems);
  return jobType;
}

/** Every fault of a complete declaration; none is the rule. */
export const jobTypeProblems = (jobType: JobType): readonly string[] => [
  ...settingProblems(jobType),
  ...computeProblems(jobType.compute),
];

/** Kebab-case, at most 40 characters: with what is put around it, AWS takes it in the names of queues and roles. */
export const isJobTypeName = (name: string): boolean => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 40;

const isWhole = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max;

function settingProblems(t: JobTypeSettings): string[] {
  const twelveHours = 12 * 60 * 60;
  return [
    isJobTypeName(t.name) ? '' : 'name must be kebab-case, at most 40 characters',
    t.lanes.length > 0 && new Set(t.lanes).size === t.lanes.length
      ? ''
      : 'lanes must name at least one lane, each once',
    t.lanes.includes('standard') ? '' : 'lanes must include "standard", where jobs go by default',
    isWhole(t.leaseSeconds, 5, 3600) ? '' : 'leaseSeconds must be whole, from 5 to 3600',
    isWhole(t.timeLimitSeconds, 1, twelveHours - t.leaseSeconds)
      ? ''
      : 'timeLimitSeconds must be whole, from 1 to 12 hours less the lease',
    isWhole(t.maxAttempts, 1, LIMITS.attempts) ? '' : `maxAttempts must be whole, from 1 to ${LIMITS.attempts}`,
    isWhole(t.concurrencyPerWorker, 1, 1000) ? '' : 'concurrencyPerWorker must be whole, from 1 to 1000',
    t.backoff.initialSeconds >= 0 &&
    t.backoff.factor >= 1 &&
    t.backoff.maxSeconds <= 3600 &&
    t.backoff.maxSeconds >= t.backoff.initialSeconds
      ? ''
      : 'backoff needs initialSeconds ≥ 0, factor ≥ 1 and maxSeconds from initialSeconds to 3600',
  ].filter(Boolean);
}

const FARGATE_PROVIDERS = new Set(['FARGATE', 'FARGATE_SPOT']);

function sizeProblems({ capacityProvider = 'FARGATE', gpus = 0, cpuUnits, memoryMiB }: Compute): string[] {
  if (!FARGATE_PROVIDERS.has(capacityProvider)) {
    return [
      // ECS keeps these beginnings for itself.
      /^(?!aws|ecs|fargate)[A-Za-z0-9_-]{1,255}$/i.test(capacityProvider)
        ? ''
        : 'compute.capacityProvider must be FARGATE, FARGATE_SPOT or the name of a capacity provider of yours',
      isWhole(gpus, 0, 16) ? '' : 'compute.gpus must be whole, from 0 to 16',
      isWhole(cpuUnits, 128, 196_608) && isWhole(memoryMiB, 128, 4_194_304)
        ? ''
        : 'compute.cpuUnits and memoryMiB must be whole, from 128',
    ];
  }
  const memory = FARGATE_MEMORY_MIB[cpuUnits];
  return [
    gpus === 0 ? '' : 'compute.gpus needs a capacityProvider with EC2 instances: Fargate has no GPUs',
    memory ? '' : `compute.cpuUnits must be one of ${Object.keys(FARGATE_MEMORY_MIB).join(', ')}`,
    !memory || (memoryMiB >= memory.min && memoryMiB <= memory.max && memoryMiB % memory.step === 0)
      ? ''
      : `compute.memoryMiB must be ${memory.min} to ${memory.max} in steps of ${memory.step} for ${cpuUnits} CPU units`,
  ];
}

function computeProblems(compute: Compute): string[] {
  const steps = compute.scalingSteps;
  const growing = steps.every((step, i) => {
    const before = steps[i - 1];
    return before === undefined || (step.backlogAtLeast > before.backlogAtLeast && step.tasks >= before.tasks);
  });
  return [
    ...sizeProblems(compute),
    isWhole(compute.minTasks, 0, 1000) && isWhole(compute.maxTasks, Math.max(1, compute.minTasks), 1000)
      ? ''
      : 'compute.minTasks and maxTasks must be whole, 0 ≤ minTasks ≤ maxTasks ≤ 1000, maxTasks ≥ 1',
    steps.length > 0 && steps[0]?.backlogAtLeast === 1
      ? ''
      : 'compute.scalingSteps must begin at a backlog of 1, or one job would start no worker',
    growing ? '' : 'compute.scalingSteps must grow',
    steps.every((step) => isWhole(step.backlogAtLeast, 1, 10_000_000) && isWhole(step.tasks, 1, compute.maxTasks))
      ? ''
      : 'compute.scalingSteps must have whole backlogs from 1 and whole tasks from 1 to maxTasks',
  ].filter(Boolean);
}
