import { isWhole } from './is-whole.ts';

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

/** From this backlog (visible + in flight + delayed messages over all lanes) on, so many tasks. */
export interface ScalingStep {
  readonly backlogAtLeast: number;
  readonly tasks: number;
}

/** Tasks of an ECS service, which grow in number with the backlog. */
export interface EcsCompute {
  readonly kind?: 'ecs';
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

const FARGATE_PROVIDERS = new Set(['FARGATE', 'FARGATE_SPOT']);

function sizeProblems({ capacityProvider = 'FARGATE', gpus = 0, cpuUnits, memoryMiB }: EcsCompute): string[] {
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

/** Every fault of a job type on ECS. */
export function ecsProblems(compute: EcsCompute): string[] {
  const steps = compute.scalingSteps;
  const foreign = ['maxConcurrency', 'ephemeralStorageMiB'].filter((name) => name in compute);
  const growing = steps.every((step, i) => {
    const before = steps[i - 1];
    return before === undefined || (step.backlogAtLeast > before.backlogAtLeast && step.tasks >= before.tasks);
  });
  return [
    ...foreign.map((name) => `compute.${name} is of Lambda alone: leave it out, or say compute.kind "lambda"`),
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
