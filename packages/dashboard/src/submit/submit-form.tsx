import { useMemo, useState } from 'preact/hooks';
import { ProblemError, type FieldError, type JobTypeView } from '@jobs/client';
import { Problem } from '../app/problem.tsx';
import { goTo } from '../app/router.ts';
import { hrefOf } from '../app/routes.ts';
import { useAction } from '../app/use-action.ts';
import type { Session } from '../session/session.ts';
import { ErrorSummary } from './error-summary.tsx';
import { placeErrors, shownPointers } from './form/field-errors.ts';
import { emptyState } from './form/field-state.ts';
import { FieldView } from './form/field-view.tsx';
import type { Field } from './form/field.ts';
import { readInput } from './form/read-input.ts';
import { readSchema } from './form/read-schema.ts';
import { OPTIONS, readOptions, shownOptions, SubmitOptions } from './submit-options.tsx';
import { uploadFiles } from './upload-files.ts';

interface SubmitFormProps {
  readonly session: Session;
  readonly jobType: JobTypeView;
}

const AS_JSON: Field = { kind: 'json', note: 'As the job type’s input schema says.' };

/** The form of a job type's input. The API judges what is filled in, and its errors stand at their fields. */
export function SubmitForm({ session, jobType }: SubmitFormProps) {
  const generated = useMemo(() => readSchema(jobType.inputSchema), [jobType]);
  const [asJson, setAsJson] = useState(false);
  const [states, setStates] = useState(() => ({ form: emptyState(generated, true), json: emptyState(AS_JSON, true) }));
  const [options, setOptions] = useState(() => emptyState(OPTIONS, true));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [uploadPercent, setUploadPercent] = useState<number>();
  const { isBusy, error, run } = useAction();
  const [field, state] = asJson ? [AS_JSON, states.json] : [generated, states.form];
  const placed = placeErrors(errors, [...shownPointers(field, state), ...shownOptions(options)]);

  const submit = async () => {
    const { files, faults: inputFaults } = readInput(field, state);
    const { given, faults: optionFaults } = readOptions(options);
    const faults = [...inputFaults, ...optionFaults];
    setErrors(faults);
    if (faults.length > 0) return;
    try {
      const uploadIds = await uploadFiles(session.client, files, setUploadPercent);
      const job = await session.client.submit(jobType.name, readInput(field, state, { uploadIds }).input, given);
      goTo(hrefOf({ page: 'job', jobId: job.id }));
    } catch (failure) {
      if (!(failure instanceof ProblemError) || failure.errors.length === 0) throw failure;
      setErrors(failure.errors);
    } finally {
      setUploadPercent(undefined);
    }
  };
  const switchMode = () => {
    if (!asJson && states.json.kind === 'text' && states.json.text === '') {
      const text = JSON.stringify(readInput(generated, states.form).input, undefined, 2);
      setStates({ ...states, json: { kind: 'text', text } });
    }
    setErrors([]);
    setAsJson(!asJson);
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
      <ErrorSummary placed={placed} errors={errors} />
      <FieldView
        label="Input"
        field={field}
        state={state}
        isRequired
        pointer="#/input"
        errors={placed}
        onChange={(changed) => setStates({ ...states, [asJson ? 'json' : 'form']: changed })}
      />
      <SubmitOptions
        isOrdered={jobType.settings.ordering !== undefined}
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
          {asJson ? 'Fill in the form' : 'Write JSON instead'}
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
