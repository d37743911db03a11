import type { SchemaError } from '../src/validation.ts';

/** Compiled by "pnpm generate", by name. */
export const validators: Record<string, { (value: unknown): boolean; errors?: SchemaError[] | null } | undefined>;
