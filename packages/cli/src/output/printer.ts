import { styleText } from 'node:util';
import type { Io } from '../io.ts';
import { printable } from './printable.ts';

type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';

export interface Printer {
  /** `--json`: the answer is one JSON document. */
  readonly json: boolean;
  /** For people, to stdout; nothing with `--json`. */
  readonly line: (text: string) => void;
  /** To stdout, in colours where there are any. It must hold nothing but what this program made. */
  readonly styled: (text: string) => void;
  /** The document of `--json`, on one line; without it, laid out for people. */
  readonly document: (value: unknown) => void;
  /** What is no answer, to stderr. */
  readonly note: (text: string) => void;
  readonly style: (style: Style, text: string) => string;
}

export function createPrinter({ stdout, stderr, env }: Io, json: boolean): Printer {
  const hasColours = stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  const styled = (text: string) => {
    if (!json) stdout.write(`${text}\n`);
  };
  return {
    json,
    line: (text) => styled(printable(text)),
    styled,
    document: (value) => {
      stdout.write(json ? `${JSON.stringify(value)}\n` : `${printable(JSON.stringify(value, undefined, 2))}\n`);
    },
    note: (text) => void stderr.write(`${printable(text)}\n`),
    style: (style, text) => (hasColours ? styleText(style, text, { validateStream: false }) : text),
  };
}
