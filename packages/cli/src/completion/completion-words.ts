import { COMMON_OPTIONS, type Command, type OptionSpecs } from '../command-line/command.ts';

/** What a shell is to offer, the same for all of them. */
export interface CompletionWords {
  /** What may follow nothing, or a group's name. */
  readonly groups: readonly { readonly name: string; readonly words: readonly Word[] }[];
  readonly commands: readonly {
    readonly name: string;
    readonly options: readonly Word[];
    /** For its arguments. */
    readonly values: readonly string[];
  }[];
  /** Options that take a value, with those that are offered; none means files. */
  readonly valued: readonly { readonly option: string; readonly values: readonly string[] }[];
}

export interface Word {
  readonly word: string;
  readonly help: string;
}

export function completionWords(commands: readonly Command[]): CompletionWords {
  const names = commands.map(({ name }) => name.split(' '));
  const groupNames = new Set(names.flatMap(([first = '', second]) => (second === undefined ? [] : [first])));
  return {
    groups: ['', ...groupNames].map((group) => ({ name: group, words: wordsOf(group, commands) })),
    commands: commands.map(({ name, options, args = [] }) => ({
      name,
      options: optionWords({ ...options, ...COMMON_OPTIONS }),
      values: args.flatMap(({ choices, suggestions }) => choices ?? suggestions ?? []),
    })),
    valued: valuedOptions([COMMON_OPTIONS, ...commands.map(({ options }) => options)]),
  };
}

function wordsOf(group: string, commands: readonly Command[]): Word[] {
  const words = new Map<string, string>();
  for (const { name, summary } of commands) {
    const [first = '', second] = name.split(' ');
    if (group === '') words.set(first, second === undefined ? summary : `${first} …`);
    else if (first === group && second !== undefined) words.set(second, summary);
  }
  return [...words].map(([word, help]) => ({ word, help }));
}

const optionWords = (specs: OptionSpecs): Word[] =>
  Object.entries(specs).map(([name, { help }]) => ({ word: `--${name}`, help }));

/** One that takes a value with any command is taken to do so with all: shells complete, they do not judge. */
function valuedOptions(tables: readonly OptionSpecs[]) {
  const valued = new Map<string, readonly string[]>();
  for (const [name, spec] of tables.flatMap((specs) => Object.entries(specs))) {
    if (spec.type === 'boolean') continue;
    const values = spec.choices ?? spec.suggestions ?? [];
    valued.set(`--${name}`, values);
    if (spec.short !== undefined) valued.set(`-${spec.short}`, values);
  }
  return [...valued].map(([option, values]) => ({ option, values }));
}
