import { useMemo, useState } from 'preact/hooks';
import { emptyState, type FieldState } from './field-state.ts';
import type { Field } from './field.ts';
import { filledState } from './filled-state.ts';
import { readInput } from './read-input.ts';

const AS_JSON: Field = { kind: 'json', note: 'As the job type’s input schema says.' };

export interface InputForm {
  /** What is asked for now: the generated form, or JSON. */
  readonly field: Field;
  readonly state: FieldState;
  readonly isJson: boolean;
  readonly onChange: (state: FieldState) => void;
  /** From the form to JSON, which then has what was filled in, or back. */
  readonly switchMode: () => void;
}

const asJson = (value: unknown): FieldState => ({ kind: 'text', text: JSON.stringify(value, undefined, 2) ?? '' });

/**
 * A job's input while it is filled in, by a form or as JSON. An input that is given is filled in; one that the form can't
 * show as it is, is shown as JSON.
 */
export function useInput(generated: Field, given?: unknown): InputForm {
  const filled = useMemo(() => (given === undefined ? undefined : filledState(generated, given)), [generated, given]);
  const [isJson, setIsJson] = useState(given !== undefined && filled === undefined);
  const [states, setStates] = useState(() => ({
    form: filled ?? emptyState(generated, true),
    json: isJson ? asJson(given) : emptyState(AS_JSON, true),
  }));
  const [field, state] = isJson ? [AS_JSON, states.json] : [generated, states.form];
  return {
    field,
    state,
    isJson,
    onChange: (changed) => setStates({ ...states, [isJson ? 'json' : 'form']: changed }),
    switchMode() {
      if (!isJson && states.json.kind === 'text' && states.json.text === '') {
        setStates({ ...states, json: asJson(readInput(generated, states.form).input) });
      }
      setIsJson(!isJson);
    },
  };
}
