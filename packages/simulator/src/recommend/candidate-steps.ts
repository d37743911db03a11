import type { EcsCompute, ScalingStep } from '@jobs/shared-contracts';

/** What is searched: everything else of a declaration stays as it is. */
export type Candidate = Pick<EcsCompute, 'minTasks' | 'maxTasks' | 'scalingSteps'>;

/**
 * Steps that double the tasks, each from so many jobs a task on as it had before: with 10 jobs a task, one task from a
 * backlog of 1, two from 10, four from 20. The first has the minimum.
 */
export function doublingSteps(jobsPerTask: number, minTasks: number, maxTasks: number): readonly ScalingStep[] {
  const least = Math.max(1, minTasks);
  const steps: ScalingStep[] = [{ backlogAtLeast: 1, tasks: least }];
  for (let before = least; before < maxTasks; before *= 2) {
    const previous = steps.at(-1)?.backlogAtLeast ?? 0;
    const backlogAtLeast = Math.max(previous + 1, Math.round(jobsPerTask * before));
    steps.push({ backlogAtLeast, tasks: Math.min(maxTasks, before * 2) });
  }
  return steps;
}

const FACTORS = [0.5, 0.75, 1.5, 2];

function isValid({ minTasks, maxTasks, scalingSteps }: Candidate): boolean {
  return (
    minTasks <= maxTasks &&
    scalingSteps.every((step, i) => {
      const before = scalingSteps[i - 1];
      const isWithin = step.tasks >= 1 && step.tasks <= maxTasks;
      if (!before) return isWithin && step.backlogAtLeast === 1;
      return isWithin && step.backlogAtLeast > before.backlogAtLeast && step.tasks >= before.tasks;
    })
  );
}

/** Candidates that are a little different: a step less, one that begins earlier or later, or has more or fewer tasks. */
export function neighboursOf({ minTasks, scalingSteps }: Candidate): readonly Candidate[] {
  const found: Candidate[] = [];
  const consider = (steps: readonly ScalingStep[]) => {
    const maxTasks = Math.max(...steps.map(({ tasks }) => tasks));
    const candidate = { minTasks, maxTasks, scalingSteps: steps };
    if (isValid(candidate)) found.push(candidate);
  };
  for (const [at, { backlogAtLeast, tasks }] of scalingSteps.entries()) {
    // The first step begins at a backlog of 1, always.
    if (at > 0) consider(scalingSteps.toSpliced(at, 1));
    for (const factor of FACTORS) {
      if (at > 0) consider(scalingSteps.with(at, { backlogAtLeast: Math.round(backlogAtLeast * factor), tasks }));
      consider(scalingSteps.with(at, { backlogAtLeast, tasks: Math.round(tasks * factor) }));
    }
  }
  return found;
}
