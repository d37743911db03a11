import { readdirSync, readFileSync } from 'node:fs';

/** The Linux processes that `parentPid` has started of the module of that name, and that have not ended. */
export function childProcesses(parentPid: number, moduleName: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => parentOf(pid) === parentPid && isOfModule(pid, moduleName));
}

/** Whether a process has not ended; one of which only the exit code is left has. */
export const isAlive = (pid: number): boolean => parentOf(pid) !== undefined;

const isOfModule = (pid: number, moduleName: string) => textOf(pid, 'cmdline').includes(`${moduleName}.ts`);

/** What a process has used of processors, in hundredths of a second. */
export function cpuTicks(pid: number): number {
  const fields = statOf(pid);
  return Number(fields[USER_TICKS] ?? 0) + Number(fields[SYSTEM_TICKS] ?? 0);
}

const [USER_TICKS, SYSTEM_TICKS] = [11, 12];

function parentOf(pid: number): number | undefined {
  const [state, parent] = statOf(pid);
  return state === undefined || state === 'Z' || parent === undefined ? undefined : Number(parent);
}

/** The fields from the state on, in `pid (name) state parent …`, of which the name may hold anything. */
const statOf = (pid: number) => textOf(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];

function textOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
