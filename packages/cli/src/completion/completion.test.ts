import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { runCommand } from '../testing/run-command.ts';
import { SHELLS } from './completion-script.ts';

const scriptFor = async (shell: string) => (await runCommand(['completion', shell])).stdout;

const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** What bash offers for a command line whose last word is begun. */
function offeredByBash(script: string, words: readonly string[]): string[] {
  const line = words.map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _job_queue_complete; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', `${script}\n${ask}`], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

describe('completion', () => {
  test.each([
    [['re'], ['retry', 'redrive', 'retry-all', 'resume']],
    [
      ['keys', ''],
      ['create', 'list', 'revoke'],
    ],
    [['submit', 'csv'], ['csv-etl']],
    [
      ['submit', 'csv-etl', '--w'],
      ['--webhook', '--wait', '--watch'],
    ],
    [
      ['list', '--status', 'S'],
      ['SCHEDULED', 'SUCCEEDED'],
    ],
    [['--profile', 'prod', 'config', 'u'], ['use']],
    [['submit', '--input', ''], []],
    [['get', ''], []],
  ])('by bash of %j offers %j', async (words, offered) => {
    if (!has('bash')) return;
    expect(offeredByBash(await scriptFor('bash'), ['job-queue', ...words])).toEqual(offered);
  });

  test.each(SHELLS.map((shell) => [shell]))(
    'for %s names the commands, and is what the shell can read',
    async (shell) => {
      const script = await scriptFor(shell);
      for (const word of ['dead-letters', 'revoke', 'group-by']) expect(script).toContain(word);
      if (!has(shell)) return;
      expect(spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    },
  );
});
