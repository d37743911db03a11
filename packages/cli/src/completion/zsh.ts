import type { CompletionWords, Word } from './completion-words.ts';

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** As `_describe` takes them: a colon ends the word. */
const described = (words: readonly Word[]) =>
  words.map(({ word, help }) => quoted(`${word.replaceAll(':', '\\:')}:${help}`)).join(' ');

export function zshCompletion({ groups, commands, valued }: CompletionWords, name: string): string {
  const functionName = `_${name.replaceAll(/\W/g, '_')}`;
  const subcommands = groups.map((group) => `    ${quoted(group.name)}) found=(${described(group.words)}) ;;`);
  const perCommand = commands.map(
    (command) =>
      `    ${quoted(command.name)}|${quoted(`${command.name} `)}*) options=(${described(command.options)}); values=(${command.values.map(quoted).join(' ')}) ;;`,
  );
  const perOption = valued.map(({ option, values }) =>
    values.length > 0
      ? `    ${option}) compadd -- ${values.map(quoted).join(' ')}; return ;;`
      : `    ${option}) _files; return ;;`,
  );
  return `#compdef ${name}
# zsh completion for ${name}
${functionName}() {
  local current=\${words[CURRENT]} before=\${words[CURRENT-1]} path_='' skip='' word=''
  local -a found options values
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n $skip ]]; then skip=''; continue; fi
    case "$word" in
    ${valued.map(({ option }) => option).join('|')}) skip=1 ;;
    -*) ;;
    *) path_="\${path_:+$path_ }$word" ;;
    esac
  done
  case "$before" in
${perOption.join('\n')}
  esac
  case "$path_" in
${subcommands.join('\n')}
${perCommand.join('\n')}
  esac
  if [[ $current == -* ]]; then _describe 'option' options; return; fi
  if (( \${#found} )); then _describe 'command' found; return; fi
  if (( \${#values} )); then compadd -- $values; return; fi
  _files
}
if [[ $funcstack[1] == ${functionName} ]]; then ${functionName} "$@"; else compdef ${functionName} ${name}; fi
`;
}
