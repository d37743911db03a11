import { writeFileSync } from 'node:fs';

/** Of 1000: before anything else in the task. */
const FIRST_TO_GO = '1000';

/**
 * Called first by the entry of a process that `startOwnProcess` starts. The process ends when its parent does, or the
 * thread of it that started it, however that went: the channel to it closes even then. And when the machine runs out of
 * memory, the kernel takes this process and not its parent.
 */
export function liveWithParent(): void {
  process.once('disconnect', die);
  if (!process.connected) die();
  try {
    writeFileSync('/proc/self/oom_score_adj', FIRST_TO_GO);
  } catch {
    // There is no such thing but on Linux.
  }
}

/** Without `exit`, which waits for native code that is at work. */
const die = () => process.kill(process.pid, 'SIGKILL');
