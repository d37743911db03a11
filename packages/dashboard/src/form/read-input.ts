import type { FieldError } from '@jobs/client';
import type { Field, Property } from './field.ts';
import type { FieldState } from './field-state.ts';

/** A file to be uploaded, and the field that wants its id. */
export interface WantedFile {
  readonly pointer: string;
  readonly file: File;
}

export interface ReadInput {
  /** Undefined when nothing was filled in. Where a file's id is not known yet, it is empty. */
  readonly input: unknown;
  readonly files: readonly WantedFile[];
  /** What can't be sent at all. The API judges the rest. */
  readonly faults: readonly FieldError[];
}

interface ReadOptions {
  readonly uploadIds?: ReadonlyMap<string, string>;
  /** Of the field. Default: the job's input. */
  readonly pointer?: string;
}

const escaped = (token: string) => encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'));

/** The pointer of what lies in a field, as the API's problems have it: `#/input/sources/0`. */
export const within = (pointer: string, token: string | number): string => `${pointer}/${escaped(String(token))}`;

/** What was filled in. `uploadIds` are those of files that are uploaded, by their pointers. */
export function readInput(
  field: Field,
  state: FieldState,
  { uploadIds = new Map(), pointer = '#/input' }: ReadOptions = {},
): ReadInput {
  const reader = new InputReader(uploadIds);
  const input = reader.read(field, state, pointer, true);
  return { input, files: reader.files, faults: reader.faults };
}

class InputReader {
  readonly files: WantedFile[] = [];
  readonly faults: FieldError[] = [];
  readonly #uploadIds: ReadonlyMap<string, string>;

  constructor(uploadIds: ReadonlyMap<string, string>) {
    this.#uploadIds = uploadIds;
  }

  /** The value; undefined when it is left out. */
  read(field: Field, state: FieldState, pointer: string, isRequired: boolean): unknown {
    switch (state.kind) {
      case 'object':
        return field.kind === 'object' && state.isThere
          ? this.#object(field.properties, state.properties, pointer)
          : undefined;
      case 'list':
        return field.kind === 'list' && (isRequired || state.items.length > 0)
          ? state.items.map((item, index) => this.read(field.item, item.state, within(pointer, index), true))
          : undefined;
      case 'choice':
        return this.#choice(field, state, pointer);
      case 'file':
        return this.#file(state.file, pointer, isRequired);
      case 'text':
        return this.#text(field, state.text, pointer, isRequired);
    }
  }

  #object(properties: readonly Property[], states: Readonly<Record<string, FieldState>>, pointer: string) {
    const entries = properties.map(({ name, field, isRequired }) => {
      const state = states[name];
      return [name, state && this.read(field, state, within(pointer, name), isRequired)] as const;
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  #choice(field: Field, { index, chosen }: Extract<FieldState, { kind: 'choice' }>, pointer: string) {
    const option = field.kind === 'choice' ? field.options[index] : undefined;
    if (!option) return undefined;
    if (option.name === undefined) return this.read(option.field, chosen, pointer, true);
    const value = this.read(option.field, chosen, within(pointer, option.name), true);
    return value === undefined ? {} : { [option.name]: value };
  }

  #file(file: File | undefined, pointer: string, isRequired: boolean) {
    if (!file) return this.#missing(pointer, isRequired, 'needs a file');
    this.files.push({ pointer, file });
    return this.#uploadIds.get(pointer) ?? '';
  }

  #text(field: Field, text: string, pointer: string, isRequired: boolean): unknown {
    if (field.kind === 'constant') return field.value;
    if (field.kind === 'text' && field.mayBeEmpty && isRequired) return text;
    if (text === '') return this.#missing(pointer, isRequired, 'is required');
    switch (field.kind) {
      case 'number':
        return this.#number(text, pointer);
      case 'boolean':
        return text === 'true';
      case 'enum':
        return field.values[Number(text)];
      case 'json':
        return this.#json(text, pointer);
      case 'text':
      case 'date':
      // These have no text.
      case 'object':
      case 'choice':
      case 'list':
      case 'upload':
        return text;
    }
  }

  #missing(pointer: string, isRequired: boolean, detail: string): undefined {
    if (isRequired) this.faults.push({ pointer, detail });
    return undefined;
  }

  #number(text: string, pointer: string): number {
    const value = Number(text);
    if (!Number.isFinite(value)) this.faults.push({ pointer, detail: 'must be a number' });
    return value;
  }

  #json(text: string, pointer: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      this.faults.push({ pointer, detail: 'must be JSON' });
      return undefined;
    }
  }
}
