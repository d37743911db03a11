import { readSchema } from '../form/read-schema.ts';

/** The JSON Schema of what a submission may say beside its type and input. The bundler puts it in. */
declare const SUBMISSION_OPTIONS_SCHEMA: unknown;

/** Refused by job types that do not run their jobs in the order of a key. */
const ORDERING_KEY = 'orderingKey';

export const OPTIONS = readSchema(SUBMISSION_OPTIONS_SCHEMA);

/** The names of those that the job type takes. */
export const optionNames = (isOrdered: boolean): readonly string[] =>
  OPTIONS.kind === 'object'
    ? OPTIONS.properties.map(({ name }) => name).filter((name) => isOrdered || name !== ORDERING_KEY)
    : [];
