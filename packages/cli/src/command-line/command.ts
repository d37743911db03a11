import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';

interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** May be given several times. */
  readonly multiple?: boolean;
  readonly short?: string;
  /** What the help calls the value. */
  readonly value?: string;
  /** The only values that there are. */
  readonly choices?: readonly string[];
  /** Values that the shell offers, among others. */
  readonly suggestions?: readonly string[];
  readonly help: string;
}

export interface OptionSpecs {
  readonly [name: string]: OptionSpec;
}

export interface ArgumentSpec {
  readonly name: string;
  readonly optional?: boolean;
  /** The last may be several. */
  readonly multiple?: boolean;
  readonly choices?: readonly string[];
  readonly suggestions?: readonly string[];
}

type ValueOf<Spec extends OptionSpec> = Spec extends { readonly type: 'boolean' }
  ? boolean
  : Spec extends { readonly multiple: true }
    ? readonly string[]
    : string;

export interface Given<Options extends OptionSpecs> {
  readonly options: { readonly [Name in keyof Options]?: ValueOf<Options[Name]> };
  /** As many as the command's arguments say. */
  readonly args: readonly string[];
}

/** One line of the table that parsing, help and completion are made from. */
export interface Command<Options extends OptionSpecs = OptionSpecs> {
  /** `list`, or `keys create`. */
  readonly name: string;
  readonly summary: string;
  /** What else there is to say, for its `--help`. */
  readonly description?: string;
  readonly args?: readonly ArgumentSpec[];
  readonly options: Options;
  /** Without the program's name. */
  readonly examples: readonly string[];
  run(context: Context, given: Given<Options>): Promise<ExitCode>;
}

/** Types a command's options by its own table of them. */
export const defineCommand = <const Options extends OptionSpecs>(command: Command<Options>): Command => command;

/** Those of every command. */
export const COMMON_OPTIONS = {
  json: { type: 'boolean', help: 'print one JSON document, and nothing else, to stdout' },
  profile: { type: 'string', value: 'name', help: 'the profile of `config` to use' },
  'insecure-http': { type: 'boolean', help: 'allow http to another machine, which shows the key to the network' },
  help: { type: 'boolean', short: 'h', help: 'this text' },
} as const satisfies OptionSpecs;
