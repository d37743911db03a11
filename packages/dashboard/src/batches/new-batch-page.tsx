import { useRef, useState } from 'preact/hooks';
import { ProblemError, type BatchOptions, type FieldError } from '@jobs/client';
import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { goTo } from '../app/router.ts';
import { hrefOf } from '../app/routes.ts';
import { useAction } from '../app/use-action.ts';
import { ErrorSummary } from '../form/error-summary.tsx';
import { placeErrors } from '../form/field-errors.ts';
import { emptyState } from '../form/field-state.ts';
import { readSchema } from '../form/read-schema.ts';
import { MoreFields, readRoot, RootFields, shownAtRoot } from '../form/root-fields.tsx';
import type { PageClient, Session } from '../session/session.ts';
import { JobsField } from './jobs-field.tsx';
import { JOBS_POINTER, readJobs } from './read-jobs.ts';

/** The JSON Schema of what a batch may say beside its jobs. The bundler puts it in. */
declare const BATCH_OPTIONS_SCHEMA: unknown;

const OPTIONS = readSchema(BATCH_OPTIONS_SCHEMA);
const FIRST = ['name'];
const MORE = ['onFailure', 'tags', 'webhook'];

type Jobs = Parameters<PageClient['batches']['submit']>[0];

/** Many jobs at once. Each is accepted or refused on its own; the batch’s page then says which, and why. */
export function NewBatchPage({ session }: { readonly session: Session }) {
  const [text, setText] = useState('');
  const [options, setOptions] = useState(() => emptyState(OPTIONS, true));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const { isBusy, error, run } = useAction();
  const keyOf = useIdempotencyKey();
  const placed = placeErrors(errors, [JOBS_POINTER, ...shownAtRoot(OPTIONS, options)]);

  const submit = async () => {
    const { jobs, faults: jobFaults } = readJobs(text);
    const { given, faults } = readRoot(OPTIONS, options);
    const all = [...faults, ...jobFaults];
    setErrors(all);
    if (all.length > 0) return;
    try {
      const idempotencyKey = keyOf(JSON.stringify([given, text]));
      // The API judges each of them.
      const batch = await session.client.batches.submit(jobs as Jobs, {
        ...(given as BatchOptions),
        idempotencyKey,
      });
      goTo(hrefOf({ page: 'batch', batchId: batch.id }));
    } catch (failure) {
      if (!(failure instanceof ProblemError) || failure.errors.length === 0) throw failure;
      setErrors(failure.errors);
    }
  };
  const group = { field: OPTIONS, state: options, errors: placed, onChange: setOptions };
  return (
    <Page title="Make a batch">
      <form
        class="card"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          run(submit);
        }}
      >
        <ErrorSummary title="The batch can’t be taken like this:" placed={placed} errors={errors} />
        <RootFields {...group} names={FIRST} />
        <JobsField text={text} errors={placed.get(JOBS_POINTER) ?? []} onChange={setText} />
        <MoreFields {...group} names={MORE} />
        <Problem error={error} />
        <div class="actions">
          <button type="submit" disabled={isBusy}>
            {isBusy ? 'Submitting …' : 'Submit the batch'}
          </button>
        </div>
      </form>
    </Page>
  );
}

/** The same for the same request: one whose answer was lost is completed by sending it again, and makes no second batch. */
function useIdempotencyKey(): (request: string) => string {
  const sent = useRef<{ readonly request: string; readonly key: string }>(undefined);
  return (request) => {
    if (sent.current?.request !== request) sent.current = { request, key: crypto.randomUUID() };
    return sent.current.key;
  };
}
