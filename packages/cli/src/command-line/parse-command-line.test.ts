import { describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../commands/commands.ts';
import { UsageError } from '../errors.ts';
import { helpOfAll, helpOfCommand } from './help.ts';
import { parseCommandLine } from './parse-command-line.ts';

const parse = (...args: string[]) => parseCommandLine(args, COMMANDS);

describe('the command line', () => {
  test('is a command with its arguments and options', () => {
    const { command, given, common } = parse('submit', 'csv-etl', '--set', 'a=1', '--set', 'b=-2', '--wait');
    expect(command?.name).toBe('submit');
    expect(given).toEqual({ args: ['csv-etl'], options: { set: ['a=1', 'b=-2'], wait: true } });
    expect(common.json).toBeUndefined();
  });

  test('may begin with options of every command, also between the words of one', () => {
    const { command, common, given } = parse('--profile', 'prod', 'keys', '--json', 'list', '--owner', 'acme');
    expect(command?.name).toBe('keys list');
    expect(common).toMatchObject({ profile: 'prod', json: true });
    expect(given.options).toEqual({ owner: 'acme' });
  });

  test.each([
    [['lst'], 'did you mean "list"'],
    [['keys', 'creat'], 'did you mean "keys create"'],
    [['keys'], 'Say which: keys create, keys list, keys revoke'],
    [['toString'], 'There is no command "toString"'],
    [['list', '--stats', 'FAILED'], 'Did you mean --status?'],
    [['list', '--status', 'failed'], '--status can be SCHEDULED'],
    [['list', '--limit'], "'-n, --limit <value>' argument missing"],
    [['list', 'csv-etl'], '"csv-etl" is too much'],
    [['watch'], '<id> is missing'],
    [['get', 'a', 'b'], '"b" is too much'],
    [['completion', 'tcsh'], '<shell> can be bash, zsh, fish'],
  ])('%j is refused, and it is said what may have been meant', (args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
  });

  test('does not repeat the value of an option that there is not, which may be a secret', () => {
    expect(() => parse('config', 'set', '--api-key=jobs_secret')).toThrow(/^There is no option --api-key\./);
    expect(() => parse('config', 'set', '--api-key-stdin=jobs_secret')).not.toThrow(/jobs_secret/);
  });

  test.each([[[]], [['--help']], [['keys', '--help']]])('%j asks for help', (args) => {
    expect(parse(...args)).toMatchObject({ common: { help: true } });
  });
});

describe('help', () => {
  test('lists every command, and of a group only its own', () => {
    const all = helpOfAll(COMMANDS);
    for (const { name, summary } of COMMANDS) {
      expect(all).toContain(`  ${name} `);
      expect(all).toContain(summary);
    }
    expect(helpOfAll(COMMANDS, 'keys')).not.toContain('config set');
  });

  test.each(COMMANDS.map((command) => [command.name, command] as const))(
    'of %s tells its options and examples, which can be parsed',
    (name, command) => {
      const help = helpOfCommand(command);
      for (const option of Object.keys(command.options)) expect(help).toContain(`--${option}`);
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) {
        const [words = ''] = example.split(/ (?:\||<|>) /);
        const args = [...words.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([word]) => word.replaceAll('"', ''));
        expect(parse(...args).command?.name).toBe(name);
      }
    },
  );
});
