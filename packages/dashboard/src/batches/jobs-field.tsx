import { useId, useMemo } from 'preact/hooks';
import type { FieldError } from '@jobs/client';
import { fieldId } from '../form/field-errors.ts';
import { counted } from '../format/format.ts';
import { JOBS_POINTER, placeInJobs, readJobs } from './read-jobs.ts';

interface JobsFieldProps {
  readonly text: string;
  readonly errors: readonly FieldError[];
  readonly onChange: (text: string) => void;
}

const ROWS = 12;

/** The submissions, pasted or out of a file. */
export function JobsField({ text, errors, onChange }: JobsFieldProps) {
  const id = fieldId(JOBS_POINTER);
  const fileId = useId();
  const { jobs } = useMemo(() => readJobs(text), [text]);
  return (
    <>
      <div class="field">
        <label for={id}>Jobs</label>
        <textarea
          id={id}
          class="code"
          rows={ROWS}
          spellcheck={false}
          aria-required
          aria-describedby={`${id}-note ${id}-errors`}
          aria-invalid={errors.length > 0 || undefined}
          value={text}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
        <div id={`${id}-note`}>
          <p class="note">
            A JSON list of submissions, or one in each line: <code>{'{"type": "text-analyze", "input": {…}}'}</code>. A
            job’s <code>{'"after": ["#0"]'}</code> has it start after the first.
          </p>
          <p class="note">{jobs.length > 0 && `${counted(jobs.length, 'job')} so far.`}</p>
        </div>
        <ul class="field-errors" id={`${id}-errors`}>
          {errors.map(({ pointer, detail }) => (
            <li key={`${pointer} ${detail}`}>
              {placeInJobs(pointer)} {detail}
            </li>
          ))}
        </ul>
      </div>
      <div class="field">
        <label for={fileId}>
          Out of a file <span class="note">(optional)</span>
        </label>
        <input
          id={fileId}
          type="file"
          accept=".json,.jsonl,.ndjson,application/json"
          onChange={({ currentTarget }) => void currentTarget.files?.[0]?.text().then(onChange)}
        />
      </div>
    </>
  );
}
