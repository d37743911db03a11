import { useMemo, useState } from 'preact/hooks';
import { ProblemError, type FieldError, type JobTypeView, type SubmitOptions } from '@jobs/client';
import { Problem } from '../app/problem.tsx';
import { goTo } from '../app/router.ts';
import { hrefOf } from '../app/routes.ts';
import { useAction } from '../app/use-action.ts';
import { ErrorSummary } from '../form/error-summary.tsx';
import { placeErrors, shownPointers } from '../form/field-errors.ts';
import { emptyState } from '../form/field-state.ts';
import { FieldView } from '../form/field-view.tsx';
import { readInput } from '../form/read-input.ts';
import { readSchema } from '../form/read-schema.ts';
import { MoreFields, readRoot, shownAtRoot } from '../form/root-fields.tsx';
import { useInput } from '../form/use-input.ts';
import type { Session } from '../session/session.ts';
import { OPTIONS, optionNames } from './submit-options.ts';
import { uploadFiles } from './upload-files.ts';

interface SubmitFormProps {
  readonly session: Session;
  readonly jobType: JobTypeView;
}

/** The form of a job type's input. The API judges what is filled in, and its errors stand at their fields. */
export function SubmitForm({ session, jobType }: SubmitFormProps) {
  const input = useInput(useMemo(() => readSchema(jobType.inputSchema), [jobType]));
  const [options, setOptions] = useState(() => emptyState(OPTIONS, true));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [uploadPercent, setUploadPercent] = useState<number>();
  const { isBusy, error, run } = useAction();
  const { field, state } = input;
  const placed = placeErrors(errors, [...shownPointers(field, state), ...shownAtRoot(OPTIONS, options)]);

  const submit = async () => {
    const { files, faults: inputFaults } = readInput(field, state);
    const { given, faults: optionFaults } = readRoot(OPTIONS, options);
    const faults = [...inputFaults, ...optionFaults];
    setErrors(faults);
    if (faults.length > 0) return;
    try {
      const uploadIds = await uploadFiles(session.client, files, setUploadPercent);
      const job = await session.client.submit(
        jobType.name,
        readInput(field, state, { uploadIds }).input,
        given as SubmitOptions,
      );
      goTo(hrefOf({ page: 'job', jobId: job.id }));
    } catch (failure) {
      if (!(failure instanceof ProblemError) || failure.errors.length === 0) throw failure;
      setErrors(failure.errors);
    } finally {
      setUploadPercent(undefined);
    }
  };
  const switchMode = () => {
    setErrors([]);
    input.switchMode();
  };
  return (
    <form
      class="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        run(submit);
      }}
    >
      <ErrorSummary title="The job can’t be taken like this:" placed={placed} errors={errors} />
      <FieldView
        label="Input"
        field={field}
        state={state}
        isRequired
        pointer="#/input"
        errors={placed}
        onChange={input.onChange}
      />
      <MoreFields
        field={OPTIONS}
        names={optionNames(jobType.settings.ordering !== undefined)}
        state={options}
        errors={placed}
        onChange={setOptions}
      />
      <Problem error={error} />
      <div class="actions">
        <button type="submit" disabled={isBusy}>
          {isBusy ? 'Submitting …' : 'Submit'}
        </button>
        <button type="button" class="quiet" disabled={isBusy} onClick={switchMode}>
          {input.isJson ? 'Fill in the form' : 'Write JSON instead'}
        </button>
      </div>
      <UploadProgress percent={uploadPercent} />
    </form>
  );
}

function UploadProgress({ percent }: { readonly percent: number | undefined }) {
  return (
    <div class="progress" role="status">
      {percent !== undefined && (
        <>
          <label for="upload-progress">Uploading</label>
          <progress id="upload-progress" max={100} value={percent} />
        </>
      )}
    </div>
  );
}
