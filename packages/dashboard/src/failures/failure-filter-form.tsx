import { useEffect, useState } from 'preact/hooks';
import type { JobTypeList } from '@jobs/shared-contracts';
import { goTo } from '../app/router.ts';
import { FAILURE_FILTERS, hrefOf, type FailureFilters } from '../app/routes.ts';
import { fromLocalTime, toLocalTime } from '../format/local-time.ts';
import { TypeFilter } from '../jobs/filters.tsx';

interface FailureFilterFormProps {
  readonly jobTypes: JobTypeList['jobTypes'];
  /** Those that are in force. */
  readonly filters: FailureFilters;
}

type Name = keyof FailureFilters;

const TEXTS = [
  ['owner', 'Owner'],
  ['errorCode', 'Error code'],
  ['tag', 'Tag, as name=value'],
] as const;

const TIMES = [
  ['createdFrom', 'Created from'],
  ['createdBefore', 'Created before'],
  ['failedFrom', 'Failed from'],
  ['failedBefore', 'Failed before'],
] as const;

const isTime = (name: Name) => TIMES.some(([each]) => each === name);

type Draft = Readonly<Record<Name, string>>;

const draftOf = (filters: FailureFilters) =>
  Object.fromEntries(
    FAILURE_FILTERS.map((name) => [name, isTime(name) ? toLocalTime(filters[name]) : (filters[name] ?? '')]),
  ) as Draft;

const filtersOf = (draft: Draft) =>
  Object.fromEntries(
    FAILURE_FILTERS.flatMap((name) => {
      const value = isTime(name) ? fromLocalTime(draft[name]) : draft[name].trim();
      return value ? [[name, value]] : [];
    }),
  ) as FailureFilters;

/** Chooses among the failed jobs, by all that the API can choose by. They are part of the page’s address. */
export function FailureFilterForm({ jobTypes, filters }: FailureFilterFormProps) {
  const [draft, setDraft] = useState(() => draftOf(filters));
  // Whatever changes the address, a link too, fills in the fields; the focus stays where it is.
  const chosen = JSON.stringify(filters);
  useEffect(() => setDraft(draftOf(filters)), [chosen]);
  const set = (name: Name, value = '') => setDraft({ ...draft, [name]: value });
  const field = (name: Name) => ({
    id: `filter-${name}`,
    value: draft[name],
    onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => set(name, currentTarget.value),
  });
  return (
    <form
      class="card"
      aria-label="Filters"
      onSubmit={(event) => {
        event.preventDefault();
        goTo(hrefOf({ page: 'failures', ...filtersOf(draft) }));
      }}
    >
      <div class="filters">
        <TypeFilter jobTypes={jobTypes} value={draft.type || undefined} onChange={(type) => set('type', type)} />
        {TEXTS.map(([name, label]) => (
          <div key={name} class="field inline">
            <label for={`filter-${name}`}>{label}</label>
            <input {...field(name)} />
          </div>
        ))}
      </div>
      <details open={TIMES.some(([name]) => filters[name] !== undefined)}>
        <summary>By time</summary>
        <div class="filters">
          {TIMES.map(([name, label]) => (
            <div key={name} class="field inline">
              <label for={`filter-${name}`}>{label}</label>
              <input {...field(name)} type="datetime-local" step={1} />
            </div>
          ))}
        </div>
      </details>
      <div class="actions">
        <button type="submit" class="quiet">
          Apply
        </button>
        {Object.keys(filters).length > 0 && <a href={hrefOf({ page: 'failures' })}>All failed jobs</a>}
      </div>
    </form>
  );
}
