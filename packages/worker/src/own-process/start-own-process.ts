import { fork } from 'node:child_process';
import { watchMemory } from './watch-memory.ts';

/** Why a process is gone: it had more memory than it may, or anything else, such as a signal from outside. */
export type ProcessEnd =
  | { readonly reason: 'memory'; readonly maxMemoryMiB: number }
  | { readonly reason: 'died'; readonly of: string };

export interface OwnProcess {
  /** Sends a message, as JSON. One to a process that is gone is lost. */
  readonly send: (message: object) => void;
  /** Ends the process at once, whatever it does; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  /** Resolves when it is gone; never rejects. */
  readonly ended: Promise<ProcessEnd>;
}

export interface OwnProcessOptions<Message> {
  /** Of everything that the process has in memory, its code included; above it, it is killed. */
  readonly maxMemoryMiB: number;
  readonly onMessage: (message: Message) => void;
}

/**
 * Starts a module in a process of its own, for native code whose memory neither V8 nor its own settings bound: what it
 * allocates dies with it alone. The module must call `liveWithParent` first.
 */
export function startOwnProcess<Message>(entryUrl: string, options: OwnProcessOptions<Message>): OwnProcess {
  const { maxMemoryMiB, onMessage } = options;
  const child = fork(new URL(entryUrl), [], {
    // Nothing of the worker's: it needs no credentials, and its output is nobody's log.
    env: {},
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // A process group of its own, so that Ctrl-C in a terminal reaches only the worker, which then stops in order.
    detached: true,
  });
  const kill = () => child.kill('SIGKILL');
  let hadTooMuch = false;
  const endWatch = watchMemory(child.pid ?? 0, maxMemoryMiB, () => {
    hadTooMuch = true;
    kill();
  });
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(hadTooMuch ? { reason: 'memory', maxMemoryMiB } : { reason: 'died', of: signal ?? `exit code ${code}` }),
    );
    child.on('error', ({ message }) => {
      // Of one that runs, it is about a message, and its exit is still to come.
      if (child.pid === undefined) resolve({ reason: 'died', of: message });
    });
  }).finally(endWatch);
  child.on('message', (message) => onMessage(message as Message));
  // Without its channel it could not be reached any more.
  child.once('disconnect', kill);
  return {
    // With a callback, a channel that is closed is no error.
    send: (message) => void child.send(message, () => {}),
    kill: async () => {
      kill();
      await ended;
    },
    ended,
  };
}
