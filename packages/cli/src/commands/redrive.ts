import { JOB_TYPES, LIMITS } from '@jobs/shared-contracts';
import { defineCommand } from '../command-line/command.ts';
import { EXIT } from '../exit-codes.ts';
import { confirm } from '../input/confirm.ts';
import { wholeNumber } from '../input/whole-number.ts';

const DEFAULT_JOBS = 10;

export const redrive = defineCommand({
  name: 'redrive',
  summary: 'As an operator: run the dead letters of a job type again',
  description: `Each job is QUEUED again with all the attempts of its type. Dead letters of jobs that have ended otherwise, or are gone,
are removed. Mend the cause before: "dead-letters --type <type> --group-by error" shows it. When no answer comes, look at
"overview" before you try again: what was redriven stays so.`,
  args: [{ name: 'type', suggestions: JOB_TYPES.map(({ name }) => name) }],
  options: {
    max: { type: 'string', value: 'number', help: `how many at most, up to ${LIMITS.redrivenJobs}; 10 unless said` },
    'max-per-second': { type: 'string', value: 'number', help: 'how many begin in a second; all at once unless said' },
    'dry-run': { type: 'boolean', help: 'only say how many there are' },
    yes: { type: 'boolean', short: 'y', help: 'do not ask' },
  },
  examples: ['redrive csv-etl --dry-run', 'redrive csv-etl --max 50', 'redrive csv-etl --yes --json'],
  async run({ io, out, connect }, { args: [type = ''], options }) {
    const maxJobs = wholeNumber('--max', options.max, LIMITS.redrivenJobs) ?? DEFAULT_JOBS;
    const maxPerSecond = wholeNumber('--max-per-second', options['max-per-second'], LIMITS.redrivenJobs);
    const { operations } = await connect();
    const { signal } = io;
    if (options['dry-run']) {
      const { jobTypes } = await operations.overview({ signal });
      const deadLetters = jobTypes.find((jobType) => jobType.type === type)?.deadLetters ?? 0;
      const wouldRedrive = Math.min(deadLetters, maxJobs);
      if (out.json) out.document({ type, deadLetters, wouldRedrive });
      out.line(`${type} has ${deadLetters} dead letters, as SQS counts; ${wouldRedrive} would be run again.`);
      return EXIT.ok;
    }
    if (!options.yes) await confirm(io, `Run up to ${maxJobs} dead letters of ${type} again?`);
    const outcome = await operations.redrive(type, { maxJobs, maxPerSecond, signal });
    const { redriven, obsolete, kept } = outcome;
    if (out.json) out.document(outcome);
    out.line(`${redriven} queued again, ${obsolete} obsolete and removed, ${kept} kept.`);
    return EXIT.ok;
  },
});
