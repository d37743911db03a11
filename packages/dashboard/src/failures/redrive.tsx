import { useState } from 'preact/hooks';
import type { JobTypeList, RedriveOutcome } from '@jobs/shared-contracts';
import { formTexts } from '../app/form-text.ts';
import { Problem } from '../app/problem.tsx';
import { useAction } from '../app/use-action.ts';
import { counted } from '../format/format.ts';
import type { Session } from '../session/session.ts';

interface RedriveProps {
  readonly session: Session;
  /** Chosen beforehand. */
  readonly type: string | undefined;
  readonly jobTypes: JobTypeList['jobTypes'];
  readonly onRedriven: () => void;
}

/** The most that the API redrives at once. */
const MOST = 100;

/** Runs the dead letters of a job type again. */
export function Redrive({ session, type, jobTypes, onRedriven }: RedriveProps) {
  const { isBusy, error, run } = useAction();
  const [outcome, setOutcome] = useState<string>();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = formTexts(event.currentTarget);
    run(async () => {
      setOutcome(undefined);
      const maxJobs = Number(text('maxJobs'));
      setOutcome(outcomeText(await session.operations.redrive(text('type'), { maxJobs })));
      onRedriven();
    });
  };
  return (
    <form class="card" aria-labelledby="redrive" onSubmit={submit}>
      <h2 id="redrive">Redrive dead letters</h2>
      <div class="filters">
        <div class="field inline">
          <label for="redrive-type">Of the job type</label>
          <select id="redrive-type" name="type" required defaultValue={type}>
            {jobTypes.map(({ name }) => (
              <option key={name} value={name} selected={name === type}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="field inline">
          <label for="redrive-count">At most</label>
          <input
            id="redrive-count"
            name="maxJobs"
            type="number"
            inputMode="numeric"
            min={1}
            max={MOST}
            defaultValue="10"
            required
          />
        </div>
        <button type="submit" disabled={isBusy}>
          {isBusy ? 'Redriving …' : 'Redrive'}
        </button>
      </div>
      <p role="status">{outcome}</p>
      <Problem error={error} />
    </form>
  );
}

function outcomeText({ redriven, obsolete, kept }: RedriveOutcome): string {
  if (redriven + obsolete + kept === 0) return 'There are no dead letters of this type.';
  return [
    `${counted(redriven, 'job')} queued again.`,
    ...(obsolete > 0 ? [`${counted(obsolete, 'letter')} of jobs that ended otherwise removed.`] : []),
    ...(kept > 0 ? [`${counted(kept, 'letter')} could not be dealt with, and stayed.`] : []),
  ].join(' ');
}
