import { useMemo } from 'preact/hooks';
import type { JobTypeView, ScheduleView } from '@jobs/client';
import { hrefOf } from '../app/routes.ts';
import { Problem } from '../app/problem.tsx';
import { ErrorSummary } from '../form/error-summary.tsx';
import { FieldView } from '../form/field-view.tsx';
import type { Field } from '../form/field.ts';
import { readSchema } from '../form/read-schema.ts';
import { MoreFields, RootFields } from '../form/root-fields.tsx';
import { withoutUploads } from '../form/without-uploads.ts';
import type { Session } from '../session/session.ts';
import { NextRuns } from './next-runs.tsx';
import { FIRST, MORE, OPTIONS, POLICIES } from './schedule-options.ts';
import { TimingFields } from './timing-fields.tsx';
import { useScheduleForm } from './use-schedule-form.ts';

interface ScheduleFormProps {
  readonly session: Session;
  readonly jobType: JobTypeView;
  /** To be changed. Default: another is made. */
  readonly schedule?: ScheduleView;
  readonly onSaved: (schedule: ScheduleView) => void;
}

/** What a job type’s schedule is made with. The API judges it, and tells when it would run before anything is saved. */
export function ScheduleForm(props: ScheduleFormProps) {
  const { inputSchema, title } = props.jobType;
  const field = useMemo(() => withoutUploads(readSchema(inputSchema)), [inputSchema]);
  if (field) return <Form {...props} inputField={field} />;
  return (
    <p>
      {title}: it needs a file, which is kept for a day, so that no schedule can name it.{' '}
      <a href={hrefOf({ page: 'new-schedule' })}>Choose another job type</a>
    </p>
  );
}

function Form({ session, jobType, schedule, onSaved, inputField }: ScheduleFormProps & { readonly inputField: Field }) {
  const form = useScheduleForm({
    schedules: session.client.schedules,
    type: jobType.name,
    inputField,
    schedule,
    onSaved,
  });
  const { input, placed, isBusy, runs } = form;
  const group = { field: OPTIONS, errors: placed, ...form.options };
  return (
    <form
      class="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      <ErrorSummary title="The schedule can’t be taken like this:" placed={placed} errors={form.errors} />
      <RootFields {...group} names={FIRST} />
      <FieldView
        label="Input"
        field={input.field}
        state={input.state}
        isRequired
        pointer="#/input"
        errors={placed}
        onChange={input.onChange}
      />
      <p>
        <button type="button" class="link" disabled={isBusy} onClick={input.switchMode}>
          {input.isJson ? 'Fill in the input’s form' : 'Write the input as JSON instead'}
        </button>
      </p>
      <TimingFields {...form.timing} errors={placed}>
        <div class="actions">
          <button type="button" class="quiet" disabled={isBusy} onClick={form.preview}>
            Show the next runs
          </button>
        </div>
        <div role="status">
          {runs && (
            <>
              <p>It would run, in your own time, at:</p>
              <NextRuns times={runs} />
              <p class="note">Nothing is saved yet.</p>
            </>
          )}
        </div>
      </TimingFields>
      <RootFields {...group} names={POLICIES} />
      <MoreFields {...group} names={MORE} />
      <Problem error={form.error} />
      <div class="actions">
        <button type="submit" disabled={isBusy}>
          {schedule ? 'Save the changes' : 'Make the schedule'}
        </button>
      </div>
      <p role="status">{form.isSaved && 'The changes are saved.'}</p>
    </form>
  );
}
