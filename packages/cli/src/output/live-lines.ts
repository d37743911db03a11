import type { Output } from '../io.ts';
import { printableLine } from './printable.ts';

export interface LiveLines {
  set(index: number, text: string): void;
}

const DEFAULT_COLUMNS = 80;

/** Lines that change in place, where the terminal allows it and has room for them; elsewhere each change is a new line. */
export function createLiveLines(output: Output, count: number): LiveLines {
  if (!output.isTTY || count >= (output.rows ?? Infinity)) return createLog(output);
  const lines = Array.from({ length: count }, () => '');
  let isDrawn = false;
  return {
    set(index, text) {
      lines[index] = printableLine(text);
      const up = isDrawn ? `\u001B[${count}A` : '';
      isDrawn = true;
      output.write(up + lines.map((line) => `\r\u001B[2K${fitting(line, output)}\n`).join(''));
    },
  };
}

/** The last column stays free: terminals begin a new line there. */
const fitting = (line: string, { columns = DEFAULT_COLUMNS }: Output) =>
  Array.from(line)
    .slice(0, columns - 1)
    .join('');

function createLog(output: Output): LiveLines {
  const last = new Map<number, string>();
  return {
    set(index, text) {
      const line = printableLine(text);
      if (last.get(index) === line) return;
      last.set(index, line);
      output.write(`${line}\n`);
    },
  };
}
