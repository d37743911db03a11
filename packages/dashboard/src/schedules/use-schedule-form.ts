import { useRef, useState } from 'preact/hooks';
import { ProblemError, type FieldError, type ScheduleView } from '@jobs/client';
import { useAction } from '../app/use-action.ts';
import { placeErrors, shownPointers } from '../form/field-errors.ts';
import type { Field } from '../form/field.ts';
import { shownAtRoot } from '../form/root-fields.tsx';
import { useInput } from '../form/use-input.ts';
import type { PageClient } from '../session/session.ts';
import { OPTIONS, optionsOf } from './schedule-options.ts';
import { readSchedule, type ScheduleRequest } from './schedule-request.ts';
import { timingOf, timingPointers } from './timing.ts';

interface ScheduleFormSettings {
  readonly schedules: PageClient['schedules'];
  readonly type: string;
  readonly inputField: Field;
  /** To be changed. Default: another is made. */
  readonly schedule: ScheduleView | undefined;
  readonly onSaved: (schedule: ScheduleView) => void;
}

/** A schedule while it is filled in, tried out and saved. */
export function useScheduleForm({ schedules, type, inputField, schedule, onSaved }: ScheduleFormSettings) {
  const input = useInput(inputField, schedule?.input);
  const [options, setOptions] = useState(() => optionsOf(schedule));
  const [timing, setTiming] = useState(() => timingOf(schedule));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [runs, setRuns] = useState<readonly string[]>();
  const [isSaved, setIsSaved] = useState(false);
  const { isBusy, error, run } = useAction();
  /** Grows with each change: what is told of the next runs belongs to what was filled in when it was asked. */
  const changes = useRef(0);
  const changing =
    <Value>(set: (value: Value) => void) =>
    (value: Value) => {
      changes.current += 1;
      setRuns(undefined);
      setIsSaved(false);
      set(value);
    };

  const sending = (send: (request: ScheduleRequest) => Promise<void>) =>
    run(async () => {
      const request = readSchedule({ input, options, timing }, schedule);
      setRuns(undefined);
      setIsSaved(false);
      setErrors(request.faults);
      if (request.faults.length > 0) return;
      try {
        await send(request);
      } catch (failure) {
        if (!(failure instanceof ProblemError) || failure.errors.length === 0) throw failure;
        setErrors(failure.errors);
      }
    });

  return {
    input: {
      ...input,
      onChange: changing(input.onChange),
      switchMode: () => {
        setErrors([]);
        input.switchMode();
      },
    },
    options: { state: options, onChange: changing(setOptions) },
    timing: { timing, onChange: changing(setTiming) },
    errors,
    placed: placeErrors(errors, [
      ...shownAtRoot(OPTIONS, options),
      ...shownPointers(input.field, input.state),
      ...timingPointers(timing),
    ]),
    /** When it would run; undefined until it was asked for, and after a change. */
    runs,
    /** As it is filled in now. */
    isSaved,
    isBusy,
    error,
    preview: () =>
      sending(async ({ input: given, options: said, removed }) => {
        const asked = changes.current;
        const { nextRuns } = schedule
          ? await schedules.update(schedule.id, { ...said, ...removed, input: given, dryRun: true })
          : await schedules.preview(type, given, said);
        if (asked === changes.current) setRuns(nextRuns);
      }),
    save: () =>
      sending(async ({ input: given, options: said, removed }) => {
        const saved = schedule
          ? await schedules.update(schedule.id, { ...said, ...removed, input: given })
          : await schedules.create(type, given, said);
        setIsSaved(true);
        onSaved(saved);
      }),
  };
}
