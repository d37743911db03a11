// Made by "pnpm generate" from the schemas in ../../src. Do not edit.
import type { Validators } from '../../src/validator.ts';

export const validators: Validators;
