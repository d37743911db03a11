import { ARRIVALS_HELP } from './parse-arrivals.ts';
import { DEFAULT_SETTINGS, SETTINGS_HELP } from './parse-setting.ts';

export const simulateHelp = (jobTypes: readonly string[]) => `Simulates how a job type's workers follow its jobs.

Usage: npm run simulate -- [options]

  --type <name>         a job type: ${jobTypes.join(', ')} (default ${jobTypes[0]})
  --arrivals <what>     when jobs are submitted (default poisson:60/h)
  --work <seconds>      how long each takes: "5", or mean and spread, "5~1" (default 10~1)
  --compare <settings>  what runs them, separated by commas (default ${DEFAULT_SETTINGS})
  --hours <number>      what is simulated and paid for (default 24; a burst 1; a file until an hour after its last)
  --quiet <minutes>     before the first submission, nobody has used anything for so long (default 30)
  --rounds <number>     the same with other random numbers, put together (default 1)
  --seed <number>       the first of them (default 1)
  --start <s>,<s>,<s>   from the launch of a task until it takes jobs: least, most often, most (default 30,42,62)
  --scale-in-after <m>  the environment's capacity.scale_in_after_minutes (default 5)
  --spot <share>        tasks on Fargate Spot, at half the price, from 0 to 1 (default 0)
  --recommend <s>       searches steps with which 95 % of jobs wait at most so many seconds, at the least cost
  --svg <file>          draws tasks, waiting jobs and waits
  --json                results as JSON
  --help, -h            this text

Arrivals:
${ARRIVALS_HELP}

Settings:
${SETTINGS_HELP}

The same options give the same figures. What is assumed where AWS says nothing is in docs/simulate.md.`;
