import type { Commands } from './commands.ts';
import type { Confirm } from './confirm.ts';

/** What a command of this folder works with; tests give their own. */
export interface Context {
  /** The repository's root, where the commands run. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly commands: Commands;
  readonly say: (line: string) => void;
  readonly confirm: Confirm;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** Nothing is changed; what would be done is said. */
  readonly dryRun: boolean;
}

/** Begins the names of what infra/bootstrap makes. */
export const PROJECT = 'jobs';
export const REPOSITORY = `${PROJECT}-worker`;
