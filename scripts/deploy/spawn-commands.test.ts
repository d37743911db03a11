import { describe, expect, test } from '@jest/globals';
import { commandLine } from './commands.ts';
import { CommandFailedError } from './errors.ts';
import { spawnCommands } from './spawn-commands.ts';

const commands = spawnCommands(process.cwd(), { PATH: '/usr/bin:/bin' });

describe('a command', () => {
  test('that is asked answers what it prints', async () => {
    expect(await commands.ask('sh', ['-c', 'echo yes; echo no >&2'])).toBe('yes');
  });

  test('that fails is named, with what it wrote', async () => {
    await expect(commands.ask('sh', ['-c', 'echo why >&2; exit 3'])).rejects.toMatchObject({
      exit: 3,
      stderr: 'why\n',
      message: `"sh -c 'echo why >&2; exit 3'" failed (3):\nwhy`,
    });
  });

  test('that does not exist is told from one that fails', async () => {
    await expect(commands.ask('no-such-command', [])).rejects.toMatchObject({ exit: 'ENOENT' });
    await expect(commands.act('no-such-command', [])).rejects.toBeInstanceOf(CommandFailedError);
  });

  test('that acts is given its input', async () => {
    await commands.act('sh', ['-c', 'read word && [ "$word" = secret ]'], { input: 'secret\n', quiet: true });
    await expect(commands.act('false', [], { input: 'unread' })).rejects.toMatchObject({ exit: 1 });
  });

  test('is written as one would type it', () => {
    expect(commandLine('echo', ['a', "it's", '{"a":1}'])).toBe(`echo a 'it'\\''s' '{"a":1}'`);
  });
});
