import type { Command } from '../command-line/command.ts';
import { bashCompletion } from './bash.ts';
import { completionWords } from './completion-words.ts';
import { fishCompletion } from './fish.ts';
import { zshCompletion } from './zsh.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** What the shell is to run for completing the command of that name. */
export const completionScript = (shell: Shell, commands: readonly Command[], name: string): string =>
  SCRIPTS[shell](completionWords(commands), name);
