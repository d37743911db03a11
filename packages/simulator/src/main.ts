/** `npm run simulate`: settings of a job type side by side, on virtual time. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidOptionsError, NeverDrainedError, UnpricedCapacityError } from './errors.ts';
import { runSimulate } from './run-simulate.ts';

const isForUsers = (error: unknown): error is Error =>
  error instanceof InvalidOptionsError || error instanceof NeverDrainedError || error instanceof UnpricedCapacityError;

function draw(file: string, svg: string): void {
  const path = resolve(file);
  try {
    writeFileSync(path, svg);
  } catch (error) {
    throw new InvalidOptionsError([
      `--svg: ${path} can't be written: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
  console.error(`Drawn: ${path}`);
}

try {
  const { text, picture } = runSimulate(process.argv.slice(2));
  console.log(text);
  if (picture) draw(picture.file, picture.svg);
} catch (error) {
  console.error(isForUsers(error) ? error.message : error);
  process.exitCode = 1;
}
