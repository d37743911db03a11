import type { Declarations, Variable } from './read-declarations.ts';

const INPUTS = '## Inputs';

/** A README with the tables of what the module takes and gives at its end; what is before them is kept. */
export function withTables(readme: string, declarations: Declarations): string {
  const [before = ''] = readme.split(new RegExp(`^${INPUTS}$`, 'm'));
  return `${before.trimEnd()}\n\n${tables(declarations)}`;
}

function tables({ variables, outputs }: Declarations): string {
  const objects = variables.filter(({ type }) => type.includes('\n'));
  return [
    INPUTS,
    table(
      ['name', 'description', 'type', 'default'],
      variables.map((variable) => [
        code(variable.name),
        variable.description,
        code(shortType(variable)),
        variable.defaultValue === undefined ? 'required' : code(variable.defaultValue),
      ]),
    ),
    ...(objects.length > 0
      ? [['```hcl', ...objects.map(({ name, type }) => `${name} = ${type}`), '```'].join('\n')]
      : []),
    '## Outputs',
    table(
      ['name', 'description'],
      outputs.map(({ name, description }) => [code(name), description]),
    ),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

const code = (text: string) => `\`${text}\``;

/** `map(object)`: what the object holds is below the table. */
const shortType = ({ type }: Variable) => type.replace(/object\(\{[^]*\}\)/, 'object');

/** Padded as the formatter of this repository does. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [first = [], ...rest] = cells;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n');
}
