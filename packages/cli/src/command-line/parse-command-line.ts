import { parseArgs } from 'node:util';
import { UsageError } from '../errors.ts';
import { COMMON_OPTIONS, type Command, type Given, type OptionSpecs } from './command.ts';
import { nearest } from './nearest.ts';

interface CommonValues {
  readonly json?: boolean;
  readonly profile?: string;
  readonly 'insecure-http'?: boolean;
  readonly help?: boolean;
}

export interface Parsed {
  /** Undefined: nothing is asked for but help, of all commands or of a group of them. */
  readonly command?: Command;
  readonly group?: string;
  readonly common: CommonValues;
  readonly given: Given<OptionSpecs>;
}

const NOTHING: Given<OptionSpecs> = { options: {}, args: [] };

/** @throws {UsageError} with what is wrong, and what may have been meant */
export function parseCommandLine(args: readonly string[], commands: readonly Command[]): Parsed {
  const { words, rest, asksHelp } = splitName(args, commands);
  const name = words.join(' ');
  const command = commands.find((each) => each.name === name);
  if (!command) {
    const inGroup = commands.some((each) => each.name.startsWith(`${name} `));
    if (asksHelp && (words.length === 0 || inGroup)) {
      return { common: { help: true }, given: NOTHING, ...(inGroup && { group: name }) };
    }
    throw new UsageError(unknownCommand(words, commands));
  }
  const { values, positionals } = parseOptions(rest, command);
  const { json, profile, help, 'insecure-http': insecureHttp, ...options } = values;
  const common = { json, profile, help, 'insecure-http': insecureHttp } as CommonValues;
  if (!help) checkArguments(command, positionals, options);
  return { command, common, given: { options, args: positionals } as Given<OptionSpecs> };
}

/** The command's one or two words, wherever common options stand, and what is left for its own options. */
function splitName(args: readonly string[], commands: readonly Command[]) {
  const { tokens } = parseArgs({
    args: [...args],
    options: parserOptions(COMMON_OPTIONS),
    strict: false,
    tokens: true,
  });
  const found = tokens.filter((token) => token.kind === 'positional').slice(0, 2);
  const [first, second] = found;
  const isGroup = commands.some(({ name }) => name.startsWith(`${first?.value} `));
  const used = isGroup && second ? [first, second] : [first];
  const taken = used.filter((token) => token !== undefined);
  return {
    words: taken.map(({ value }) => value),
    rest: args.filter((_, index) => !taken.some((token) => token.index === index)),
    asksHelp: args.length === 0 || tokens.some((token) => token.kind === 'option' && token.name === 'help'),
  };
}

function unknownCommand(words: readonly string[], commands: readonly Command[]): string {
  const [first = '', second] = words;
  const members = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  if (first === '') return 'Say what to do: --help lists the commands.';
  if (members.length > 0 && second === undefined) return `Say which: ${members.join(', ')}.`;
  const name = words.join(' ');
  const known = members.length > 0 ? members : [...new Set(commands.map((each) => each.name.split(' ')[0] ?? ''))];
  const meant = nearest(name, known);
  return `There is no command "${name}"${meant === undefined ? '' : `: did you mean "${meant}"?`} --help lists them.`;
}

/** What node:util takes. */
const parserOptions = (specs: OptionSpecs) =>
  Object.fromEntries(
    Object.entries(specs).map(([name, { type, multiple, short }]) => [
      name,
      { type, ...(multiple && { multiple }), ...(short !== undefined && { short }) },
    ]),
  );

function parseOptions(args: readonly string[], { name, options }: Command) {
  const specs: OptionSpecs = { ...COMMON_OPTIONS, ...options };
  try {
    return parseArgs({ args: [...args], options: parserOptions(specs), allowPositionals: true });
  } catch (error) {
    const { message } = error as Error;
    const unknown = /^Unknown option '-{0,2}([^']+)'/.exec(message)?.[1];
    // Of what follows a "=" nothing is said: it may be a secret.
    if (unknown === undefined) throw new UsageError(`${message.split('. ')[0]}. ${helpOf(name)}`, { cause: error });
    const option = unknown.split('=')[0] ?? '';
    const meant = nearest(option, Object.keys(specs));
    const suggestion = meant === undefined ? '' : ` Did you mean --${meant}?`;
    throw new UsageError(`There is no option --${option}.${suggestion} ${helpOf(name)}`);
  }
}

const helpOf = (name: string) => `See "${name} --help".`;

function checkArguments(command: Command, args: readonly string[], options: Readonly<Record<string, unknown>>) {
  const { args: specs = [], name } = command;
  const missing = specs.find(({ optional }, index) => !optional && args[index] === undefined);
  if (missing) throw new UsageError(`<${missing.name}> is missing. ${helpOf(name)}`);
  if (args.length > specs.length && !specs.at(-1)?.multiple) {
    throw new UsageError(`"${args[specs.length]}" is too much. ${helpOf(name)}`);
  }
  for (const [index, value] of args.entries()) {
    const spec = specs[Math.min(index, specs.length - 1)];
    checkChoice(`<${spec?.name}>`, value, spec?.choices);
  }
  for (const [option, value] of Object.entries(options)) {
    if (typeof value === 'string') checkChoice(`--${option}`, value, command.options[option]?.choices);
  }
}

function checkChoice(name: string, value: string, choices: readonly string[] | undefined) {
  if (!choices || choices.includes(value)) return;
  throw new UsageError(`${name} can be ${choices.join(', ')}, but not "${value}".`);
}
