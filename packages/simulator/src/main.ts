/** `npm run simulate`: settings of a job type side by side, on virtual time. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { InfrastructureSettings } from '@jobs/shared-contracts';
import jobTypesJson from '@jobs/shared-contracts/job-types.json' with { type: 'json' };
import { simulateHelp } from './command-line/simulate-help.ts';
import { readSimulateOptions, type SimulateCommand } from './command-line/simulate-options.ts';
import { InvalidOptionsError, NeverDrainedError, UnpricedCapacityError } from './errors.ts';
import { recommendSteps } from './recommend/recommend-steps.ts';
import { recommendationText } from './recommend/recommendation-text.ts';
import { drawComparison } from './report/draw-comparison.ts';
import { summarize } from './report/summarize.ts';
import { summaryTable } from './report/summary-table.ts';
import { simulateRounds } from './simulate/simulate-rounds.ts';

// Terraform reads the same file.
const JOB_TYPES = jobTypesJson as Readonly<Record<string, InfrastructureSettings>>;

const isForUsers = (error: unknown): error is Error =>
  error instanceof InvalidOptionsError || error instanceof NeverDrainedError || error instanceof UnpricedCapacityError;

function recommend(command: SimulateCommand, waitTargetMs: number): void {
  const { declaration } = command;
  const recommendation = recommendSteps({ ...command, waitTargetMs });
  console.log(
    command.json ? JSON.stringify(recommendation) : recommendationText(recommendation, declaration.settings.name),
  );
}

function compare(command: SimulateCommand): void {
  const results = command.settings.map((setting) => simulateRounds(command, setting));
  const summaries = results.map(summarize);
  console.log(command.json ? JSON.stringify(summaries) : summaryTable(summaries));
  if (command.svgFile === undefined) return;
  const file = resolve(command.svgFile);
  const title = `${command.declaration.settings.name}: ${summaries[0]?.jobs.toLocaleString('en-US')} jobs`;
  writeFileSync(file, drawComparison(title, results));
  console.error(`Drawn: ${file}`);
}

try {
  const command = readSimulateOptions(process.argv.slice(2), JOB_TYPES);
  if (!command) console.log(simulateHelp(Object.keys(JOB_TYPES)));
  else if (command.waitTargetMs !== undefined) recommend(command, command.waitTargetMs);
  else compare(command);
} catch (error) {
  console.error(isForUsers(error) ? error.message : error);
  process.exitCode = 1;
}
