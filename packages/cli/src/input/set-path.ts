import { UsageError } from '../errors.ts';

type Branch = Record<string, unknown> | unknown[];

const INDEX = /^(?:0|[1-9]\d{0,3})$/;
/** Setting these would change what objects are, instead of the input. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null;

/**
 * A copy of the value with something else at a path: `outputs.0.width` makes the list and the object that are missing.
 * @throws {UsageError} when the path leads through something that is neither
 */
export function setPath(root: unknown, path: string, value: unknown): unknown {
  const names = path.split('.');
  if (names.some((name) => name === '' || FORBIDDEN.has(name))) throw new UsageError(`"${path}" is no path.`);
  const copy: unknown = root === undefined ? emptyFor(names[0]) : structuredClone(root);
  let branch = copy;
  for (const [depth, name] of names.entries()) {
    const at = () => names.slice(0, depth).join('.') || 'the input';
    if (!isBranch(branch)) throw new UsageError(`${path} can't be set: ${at()} is neither an object nor a list.`);
    if (Array.isArray(branch) && (!INDEX.test(name) || Number(name) > branch.length)) {
      throw new UsageError(`${path} can't be set: ${at()} is a list of ${branch.length}, without "${name}".`);
    }
    const fields = branch as Record<string, unknown>;
    if (depth === names.length - 1) fields[name] = value;
    else if (!Object.hasOwn(fields, name)) fields[name] = emptyFor(names[depth + 1]);
    branch = fields[name];
  }
  return copy;
}

const emptyFor = (name: string | undefined): Branch => (name !== undefined && INDEX.test(name) ? [] : {});

/**
 * `path=value`: JSON where it is that, such as numbers and `"80"`, and otherwise a text as it is.
 * @throws {UsageError}
 */
export function readAssignment(text: string, option: string): { readonly path: string; readonly value: string } {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError(`${option} takes path=value, not "${text}".`);
  return { path: text.slice(0, equals), value: text.slice(equals + 1) };
}

export function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
