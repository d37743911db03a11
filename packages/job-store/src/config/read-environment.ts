import { InvalidConfigurationError } from '../errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Takes a value out of the environment, or reports what is wrong with it. */
export type Variable<T> = (env: Environment, report: (problem: string) => void) => T;

export type Values<V extends Readonly<Record<string, Variable<unknown>>>> = {
  readonly [K in keyof V]: V[K] extends Variable<infer T> ? T : never;
};

/**
 * Reads all variables, and fails once for all of them. What is missing, empty or malformed is a problem; nothing is
 * guessed.
 * @throws {InvalidConfigurationError} naming every problem
 */
export function readEnvironment<V extends Readonly<Record<string, Variable<unknown>>>>(
  env: Environment,
  variables: V,
): Values<V> {
  const problems: string[] = [];
  const values = all(variables)(env, (problem) => problems.push(problem));
  if (problems.length > 0) throw new InvalidConfigurationError([...new Set(problems)]);
  return values;
}

/** Several variables as one value, so that a group of them can be reused. */
export function all<V extends Readonly<Record<string, Variable<unknown>>>>(variables: V): Variable<Values<V>> {
  return (env, report) =>
    Object.fromEntries(Object.entries(variables).map(([key, read]) => [key, read(env, report)])) as Values<V>;
}

/** A text that may not be empty; `pattern` and what it `expects`, in words, narrow it. */
export function text(name: string, rule?: { readonly pattern: RegExp; readonly expects: string }): Variable<string> {
  return (env, report) => {
    const value = env[name];
    if (value === undefined) report(`${name} is missing`);
    else if (value.trim() === '') report(`${name} is empty`);
    else if (rule && !rule.pattern.test(value)) report(`${name} must be ${rule.expects}, not "${value}"`);
    return value ?? '';
  };
}

/** A whole number within bounds. */
export function wholeNumber(name: string, bounds: { readonly min: number; readonly max: number }): Variable<number> {
  return (env, report) => {
    const value = text(name)(env, report);
    const number = Number(value);
    const isWithin = /^\d+$/.test(value) && number >= bounds.min && number <= bounds.max;
    if (value.trim() !== '' && !isWithin) {
      report(`${name} must be a whole number from ${bounds.min} to ${bounds.max}, not "${value}"`);
    }
    return number;
  };
}

/** One of the values that are allowed. */
export function oneOf<const T extends string>(name: string, allowed: readonly T[]): Variable<T> {
  return (env, report) => {
    const value = text(name)(env, report);
    if (value.trim() !== '' && !allowed.some((candidate) => candidate === value)) {
      report(`${name} must be one of ${allowed.join(', ')}, not "${value}"`);
    }
    return value as T;
  };
}

/** An absolute http or https URL. */
export const url = (name: string): Variable<string> =>
  text(name, { pattern: /^https?:\/\/[^/\s]+\S*$/, expects: 'an http or https URL' });

/** The value of a variable that may be absent; set to nothing, it is still a problem. */
export function optional<T>(name: string, variable: (name: string) => Variable<T>): Variable<T | undefined> {
  return (env, report) => (env[name] === undefined ? undefined : variable(name)(env, report));
}

/** As `optional`, with the value to use when it is absent. */
export function withDefault<T>(name: string, variable: (name: string) => Variable<T>, value: T): Variable<T> {
  return (env, report) => (env[name] === undefined ? value : variable(name)(env, report));
}

/** pino's levels. */
export const logLevel = withDefault(
  'LOG_LEVEL',
  (name) => oneOf(name, ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  'info',
);
