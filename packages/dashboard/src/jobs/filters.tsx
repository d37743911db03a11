import { JOB_STATUSES, type JobTypeList } from '@jobs/shared-contracts';
import { inWords } from '../format/format.ts';

interface TypeFilterProps {
  readonly jobTypes: JobTypeList['jobTypes'];
  readonly value: string | undefined;
  readonly onChange: (type: string | undefined) => void;
}

export function TypeFilter({ jobTypes, value, onChange }: TypeFilterProps) {
  const names = jobTypes.map(({ name }) => name);
  // One that is named by a link is shown though it is not known, or not yet.
  const shown = value === undefined || names.includes(value) ? names : [value, ...names];
  return <Filter id="filter-type" label="Job type" values={shown} value={value} onChange={onChange} />;
}

export function StatusFilter({ value, onChange }: Omit<TypeFilterProps, 'jobTypes'>) {
  return <Filter id="filter-status" label="Status" values={JOB_STATUSES} value={value} onChange={onChange} words />;
}

interface FilterProps extends Omit<TypeFilterProps, 'jobTypes'> {
  readonly id: string;
  readonly label: string;
  readonly values: readonly string[];
  readonly words?: boolean;
}

function Filter({ id, label, values, value = '', onChange, words = false }: FilterProps) {
  return (
    <div class="field inline">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}>
        <option value="">All</option>
        {values.map((each) => (
          <option key={each} value={each}>
            {words ? inWords(each) : each}
          </option>
        ))}
      </select>
    </div>
  );
}
