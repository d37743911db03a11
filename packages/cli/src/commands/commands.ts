import { defineCommand, type Command } from '../command-line/command.ts';
import { completionScript, SHELLS, type Shell } from '../completion/completion-script.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { audit } from './audit.ts';
import { batchCancel, batchGet, batchManifest, batchSubmit, batchWatch } from './batch.ts';
import { cancel } from './cancel.ts';
import { configList, configRemove, configSet, configUse } from './config.ts';
import { deadLetters } from './dead-letters.ts';
import { get } from './get.ts';
import { keysCreate, keysList, keysRevoke } from './keys.ts';
import { list } from './list.ts';
import { overview } from './overview.ts';
import { pause, resume } from './pause.ts';
import { purge } from './purge.ts';
import { redrive } from './redrive.ts';
import { retryAll } from './retry-all.ts';
import { retry } from './retry.ts';
import {
  schedulesCreate,
  schedulesDelete,
  schedulesGet,
  schedulesList,
  schedulesPause,
  schedulesResume,
} from './schedules.ts';
import { submit } from './submit.ts';
import { types } from './types.ts';
import { watch } from './watch.ts';

const COMMAND_NAME = /^[\w.-]+$/;

const completion = defineCommand({
  name: 'completion',
  summary: 'Print what makes a shell complete this command',
  description: `The shells have a "jobs" of their own, so the program is called job-queue: link packages/cli/bin/job-queue.mjs into a
folder of your PATH as job-queue. Then, in its startup file: source <(job-queue completion bash), the same for zsh, or
job-queue completion fish | source.`,
  args: [{ name: 'shell', choices: SHELLS }],
  options: { name: { type: 'string', value: 'command', help: 'how you call it; job-queue unless said' } },
  examples: ['completion bash', 'completion zsh --name jq-prod'],
  async run({ io }, { args: [shell], options: { name = 'job-queue' } }) {
    if (!COMMAND_NAME.test(name)) throw new UsageError(`"${name}" can be no command.`);
    io.stdout.write(completionScript(shell as Shell, COMMANDS, name));
    return EXIT.ok;
  },
});

/** All that there is, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  submit,
  watch,
  get,
  list,
  cancel,
  purge,
  retry,
  types,
  batchSubmit,
  batchGet,
  batchWatch,
  batchManifest,
  batchCancel,
  schedulesCreate,
  schedulesList,
  schedulesGet,
  schedulesPause,
  schedulesResume,
  schedulesDelete,
  overview,
  deadLetters,
  redrive,
  retryAll,
  pause,
  resume,
  audit,
  keysCreate,
  keysList,
  keysRevoke,
  configSet,
  configList,
  configUse,
  configRemove,
  completion,
];
