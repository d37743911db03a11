import type { InfrastructureSettings } from '@jobs/shared-contracts';
import jobTypesJson from '@jobs/shared-contracts/job-types.json' with { type: 'json' };
import { simulateHelp } from './command-line/simulate-help.ts';
import { readSimulateOptions } from './command-line/simulate-options.ts';
import { recommendSteps } from './recommend/recommend-steps.ts';
import { recommendationText } from './recommend/recommendation-text.ts';
import { drawComparison } from './report/draw-comparison.ts';
import { summarize } from './report/summarize.ts';
import { summaryTable } from './report/summary-table.ts';
import { simulateRounds } from './simulate/simulate-rounds.ts';

// Terraform reads the same file.
const JOB_TYPES = jobTypesJson as Readonly<Record<string, InfrastructureSettings>>;

interface Picture {
  readonly file: string;
  readonly svg: string;
}

/**
 * What `npm run simulate` says to some arguments, and the picture that it is to draw.
 * @throws {InvalidOptionsError} naming every fault
 * @throws {NeverDrainedError} when a setting has too few slots
 * @throws {UnpricedCapacityError} for tasks on instances of one's own
 */
export function runSimulate(args: readonly string[]): { readonly text: string; readonly picture?: Picture } {
  const command = readSimulateOptions(args, JOB_TYPES);
  if (!command) return { text: simulateHelp(Object.keys(JOB_TYPES)) };
  const { name } = command.declaration.settings;
  if (command.waitTargetMs !== undefined) {
    const recommendation = recommendSteps({ ...command, waitTargetMs: command.waitTargetMs });
    return { text: command.json ? JSON.stringify(recommendation) : recommendationText(recommendation, name) };
  }
  const results = command.settings.map((setting) => simulateRounds(command, setting));
  const summaries = results.map(summarize);
  const text = command.json ? JSON.stringify(summaries) : summaryTable(summaries);
  if (command.svgFile === undefined) return { text };
  const title = `${name}: ${summaries[0]?.jobs.toLocaleString('en-US')} jobs`;
  return { text, picture: { file: command.svgFile, svg: drawComparison(title, results) } };
}
