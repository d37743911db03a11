import { UsageError } from '../errors.ts';

/** @throws {UsageError} */
export function wholeNumber(option: string, text: string | undefined, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^[1-9]\d*$/.test(text) ? Number(text) : NaN;
  if (value <= max) return value;
  throw new UsageError(`${option} must be a whole number from 1 to ${max}, not "${text}".`);
}
