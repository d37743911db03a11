import { styleText } from 'node:util';
import { StepFailedError } from './errors.ts';
import type { Tell } from './tour.ts';

export type Write = (line: string) => void;

const INDENT = '     ';
/** Where it is no terminal that says how wide it is. */
const USUAL_COLUMNS = 160;

/** So that a line stays one line. */
function cut(line: string): string {
  const columns = process.stdout.columns ?? USUAL_COLUMNS;
  return line.length > columns ? `${line.slice(0, columns - 2)} …` : line;
}

/** The lines of a step: kept until it is its turn to be read, and shown as they come from then on. */
export class StepLines implements Tell {
  readonly #kept: string[] = [];
  #write: Write = (line) => void this.#kept.push(line);

  /** Its turn has come. */
  show(write: Write): void {
    for (const line of this.#kept.splice(0)) write(line);
    this.#write = write;
  }

  call(...lines: string[]): void {
    lines.forEach((line, index) => this.#write(styleText('cyan', `${INDENT}${index === 0 ? '>' : ' '} ${line}`)));
  }

  answer(...lines: string[]): void {
    for (const line of lines) this.#write(cut(`${INDENT}  ${line}`));
  }

  check(what: string, holds: boolean): void {
    if (!holds) throw new StepFailedError(`It does not hold that ${what}`);
    this.#write(styleText('green', `${INDENT}✓ ${what}`));
  }

  /** It did not go as it should. */
  failure(problem: string): void {
    for (const line of problem.split('\n')) this.#write(styleText('red', `${INDENT}✗ ${line}`));
  }
}
