import { COMMON_OPTIONS, type ArgumentSpec, type Command, type OptionSpecs } from './command.ts';

/** As one calls it in this repository. */
const PROGRAM = 'pnpm jobs';

const ABOUT = `The asynchronous job queue from the command line. npm alone does too: npm run --silent jobs -- <command>.`;

const FIRST_STEPS = [
  'submit text-analyze --set source.text="It was not amused." --watch',
  'submit image-transform --input outputs.json --file image=photo.jpg',
  'list --status FAILED --json',
  'config set --profile prod --base-url https://api.example.com --api-key-stdin',
];

const ENVIRONMENT = `Environment: JOBS_BASE_URL and JOBS_API_KEY win over profiles, JOBS_PROFILE chooses one. Without any of these it is
the local stack of npm start. Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 the job failed, 4 the job was
cancelled, 5 the API can't be reached, 130 interrupted.`;

/** Every command; of a group, those of the group. */
export function helpOfAll(commands: readonly Command[], group?: string): string {
  const shown = commands.filter(({ name }) => group === undefined || name.startsWith(`${group} `));
  const rows = shown.map((command) => [usageOf(command), command.summary] as const);
  const examples = group === undefined ? FIRST_STEPS : shown.flatMap((command) => command.examples.slice(0, 1));
  return [
    ...(group === undefined ? [ABOUT, ''] : []),
    `Usage: ${PROGRAM} ${group ?? ''}${group === undefined ? '' : ' '}<command> [options]`,
    '',
    'Commands:',
    ...columns(rows),
    '',
    'Options of every command:',
    ...optionRows(COMMON_OPTIONS),
    '',
    'Examples:',
    ...examples.map((example) => `  ${PROGRAM} ${example}`),
    ...(group === undefined ? ['', ENVIRONMENT] : []),
  ].join('\n');
}

export function helpOfCommand(command: Command): string {
  const { options, description, summary, examples } = command;
  return [
    `Usage: ${PROGRAM} ${usageOf(command)}${Object.keys(options).length > 0 ? ' [options]' : ''}`,
    '',
    `${summary}.`,
    ...(description === undefined ? [] : ['', description]),
    ...(Object.keys(options).length > 0 ? ['', 'Options:', ...optionRows(options)] : []),
    '',
    'Options of every command:',
    ...optionRows(COMMON_OPTIONS),
    '',
    'Examples:',
    ...examples.map((example) => `  ${PROGRAM} ${example}`),
  ].join('\n');
}

const usageOf = ({ name, args = [] }: Command) => [name, ...args.map(argumentOf)].join(' ');

function argumentOf({ name, optional, multiple, choices }: ArgumentSpec): string {
  const text = choices?.join('|') ?? name;
  return `${optional ? `[${text}]` : `<${text}>`}${multiple ? '…' : ''}`;
}

const optionRows = (specs: OptionSpecs) =>
  columns(
    Object.entries(specs).map(([name, { short, value, help, choices, multiple }]) => [
      `--${name}${value === undefined ? '' : ` <${value}>`}${short === undefined ? '' : `, -${short}`}`,
      [help, choices && `one of ${choices.join(', ')}`, multiple && 'may be repeated'].filter(Boolean).join('; '),
    ]),
  );

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
