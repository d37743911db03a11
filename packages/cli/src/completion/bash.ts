import type { CompletionWords } from './completion-words.ts';

const quoted = (words: readonly string[]) => `'${words.join(' ')}'`;

/** For bash from 3.2 on, which macOS has. Where nothing is offered, bash completes files. */
export function bashCompletion({ groups, commands, valued }: CompletionWords, name: string): string {
  const functionName = `_${name.replaceAll(/\W/g, '_')}_complete`;
  const subcommands = groups.map(
    (group) => `    ${quoted([group.name])}) words=${quoted(group.words.map(({ word }) => word))} ;;`,
  );
  const perCommand = commands.map(
    (command) =>
      `    ${quoted([command.name])}|${quoted([`${command.name} `])}*) options=${quoted(command.options.map(({ word }) => word))}; words=${quoted(command.values)} ;;`,
  );
  const withoutValues = valued.filter(({ values }) => values.length === 0).map(({ option }) => option);
  const perOption = valued
    .filter(({ values }) => values.length > 0)
    .map(({ option, values }) => `  ${option}) COMPREPLY=($(compgen -W ${quoted(values)} -- "$current")); return ;;`);
  return `# bash completion for ${name}
${functionName}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  local path='' skip='' word='' words='' options='--json --profile --insecure-http --help'
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ -n $skip ]]; then skip=''; continue; fi
    case "$word" in
    ${valued.map(({ option }) => option).join('|')}) skip=1 ;;
    -*) ;;
    *) path="\${path:+$path }$word" ;;
    esac
  done
  COMPREPLY=()
  case "$before" in
${perOption.join('\n')}
  ${withoutValues.join('|')}) return ;;
  esac
  case "$path" in
${subcommands.join('\n')}
${perCommand.join('\n')}
  esac
  if [[ $current == -* ]]; then words=$options; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F ${functionName} ${name}
`;
}
