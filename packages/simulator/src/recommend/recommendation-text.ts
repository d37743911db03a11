import { summaryTable } from '../report/summary-table.ts';
import type { Recommendation } from './recommend-steps.ts';

/** For people, with the compute in the form of a declaration. */
export function recommendationText(recommendation: Recommendation, jobType: string): string {
  const { waitTargetMs, isMet, compute, found, declared, tried } = recommendation;
  const target = `95 % of the jobs wait at most ${waitTargetMs / 1000} s`;
  const steps = compute.scalingSteps.map(
    ({ backlogAtLeast, tasks }) => `      { backlogAtLeast: ${backlogAtLeast}, tasks: ${tasks} },`,
  );
  const { capacityProvider } = compute;
  return `${isMet ? `${target}, at the least cost of ${tried} choices of steps:` : `With none of ${tried} choices of steps ${target}. The nearest:`}

  // packages/shared-contracts/src/job-types/${jobType}.ts
  compute: {${capacityProvider === undefined ? '' : `\n    capacityProvider: '${capacityProvider}',`}
    cpuUnits: ${compute.cpuUnits},
    memoryMiB: ${compute.memoryMiB},
    minTasks: ${compute.minTasks},
    maxTasks: ${compute.maxTasks},
    scalingSteps: [
${steps.join('\n')}
    ],
  },

With other random numbers than those that it was found with:

${summaryTable([found, ...(declared ? [declared] : [])])}`;
}
