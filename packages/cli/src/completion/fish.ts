import type { CompletionWords } from './completion-words.ts';

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

export function fishCompletion({ groups, commands, valued }: CompletionWords, name: string): string {
  const functionName = `__${name.replaceAll(/\W/g, '_')}_path`;
  const values = new Map(valued.map((each) => [each.option, each.values]));
  const lineOf = (condition: string, rest: string) => `complete -c ${name} -n ${quoted(condition)} ${rest}`;
  const isAt = (path: string) => `test "$(${functionName})" = "${path}"`;
  const isIn = (path: string) => `string match -qr '^${path}( |$)' -- "$(${functionName})"`;
  const subcommands = groups.flatMap((group) =>
    group.words.map(({ word, help }) => lineOf(isAt(group.name), `-f -a ${quoted(word)} -d ${quoted(help)}`)),
  );
  const perCommand = commands.flatMap((command) => [
    ...command.options.map(({ word, help }) => {
      const offered = values.get(word);
      const takes = offered ? (offered.length > 0 ? ` -x -a ${quoted(offered.join(' '))}` : ' -r') : '';
      return lineOf(isIn(command.name), `-l ${word.slice(2)} -d ${quoted(help)}${takes}`);
    }),
    ...command.values.map((value) => lineOf(isIn(command.name), `-f -a ${quoted(value)}`)),
  ]);
  return `# fish completion for ${name}
function ${functionName}
  set -l found
  set -l skip 0
  for word in (commandline -opc)[2..-1]
    if test $skip = 1
      set skip 0
      continue
    end
    switch $word
      case ${valued.map(({ option }) => option).join(' ')}
        set skip 1
      case '-*'
      case '*'
        set -a found $word
    end
  end
  string join ' ' $found
end
${[...subcommands, ...perCommand].join('\n')}
`;
}
