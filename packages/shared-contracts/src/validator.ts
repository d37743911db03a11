/** What ajv reports of one fault. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Record<string, unknown>;
  readonly message?: string;
  /** Of faults inside `propertyNames`: the name that is at fault. */
  readonly propertyName?: string;
}

interface Validator {
  (value: unknown): boolean;
  errors?: SchemaError[] | null;
}

/** Validators compiled ahead of time, by name. */
export type Validators = Readonly<Record<string, Validator | undefined>>;
