import type { ComponentChildren } from 'preact';
import { fieldId, type PlacedErrors } from '../form/field-errors.ts';
import type { FieldState } from '../form/field-state.ts';
import { TextField } from '../form/text-fields.tsx';
import { UNITS, type Timing, type Unit } from './timing.ts';

interface TimingFieldsProps {
  readonly timing: Timing;
  readonly errors: PlacedErrors;
  readonly onChange: (timing: Timing) => void;
  /** What comes of them. */
  readonly children: ComponentChildren;
}

const KINDS = [
  ['cron', 'At times'],
  ['rate', 'At a rate'],
] as const;

const CRON = {
  kind: 'text',
  isLong: false,
  mayBeEmpty: false,
  note: 'Minute, hour, day of the month, month, day of the week: `30 6 * * MON-FRI` is half past six on working days, `0 0 L * *` midnight of a month’s last day.',
} as const;
const ZONE = {
  kind: 'text',
  isLong: false,
  mayBeEmpty: false,
  suggestions: ['UTC', ...Intl.supportedValuesOf('timeZone')],
  note: 'As IANA names it, such as `Europe/Berlin`; `UTC` when it is left out.',
} as const;
const EVERY = { kind: 'number', isInteger: true, note: 'Counted from when the schedule is made.' } as const;

const isUnit = (text: string): text is Unit => Object.hasOwn(UNITS, text);

/** When the runs are to be: a cron expression in a time zone, or a rate. */
export function TimingFields({ timing, errors, onChange, children }: TimingFieldsProps) {
  const text = (name: 'cron' | 'timeZone' | 'every') => ({
    state: { kind: 'text', text: timing[name] } as const,
    onChange: (state: FieldState) => onChange({ ...timing, [name]: state.kind === 'text' ? state.text : '' }),
    errors,
  });
  const unitId = fieldId('#/rateSeconds?unit');
  return (
    <fieldset>
      <legend>When</legend>
      <div class="choices">
        {KINDS.map(([by, label]) => (
          <label key={by} class="check">
            <input type="radio" name="timing" checked={timing.by === by} onChange={() => onChange({ ...timing, by })} />{' '}
            {label}
          </label>
        ))}
      </div>
      {timing.by === 'cron' ? (
        <>
          <TextField label="Cron expression" field={CRON} pointer="#/cron" isRequired {...text('cron')} />
          <TextField label="Time zone" field={ZONE} pointer="#/timeZone" isRequired={false} {...text('timeZone')} />
        </>
      ) : (
        <div class="rate">
          <TextField label="Every" field={EVERY} pointer="#/rateSeconds" isRequired {...text('every')} />
          <div class="field">
            <label for={unitId}>Unit</label>
            <select
              id={unitId}
              value={timing.unit}
              onChange={({ currentTarget: { value } }) => isUnit(value) && onChange({ ...timing, unit: value })}
            >
              {Object.keys(UNITS).map((unit) => (
                <option key={unit}>{unit}</option>
              ))}
            </select>
          </div>
        </div>
      )}
      {children}
    </fieldset>
  );
}
