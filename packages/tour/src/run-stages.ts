import { styleText } from 'node:util';
import { StepFailedError } from './errors.ts';
import { StepLines, type Write } from './step-lines.ts';
import type { Chapter, Step, Tour } from './tour.ts';

/** Far more than any takes: so that one that hangs ends with a message. */
const STEP_LIMIT_MS = 180_000;
const TITLE_WIDTH = 72;

/**
 * Runs the stages one after the other, the steps of each at the same time; they are shown in their order. One that fails
 * keeps no other from running.
 * @returns the titles of those that failed
 */
export async function runStages(
  stages: readonly (readonly Chapter[])[],
  tour: Tour,
  write: Write,
  stepLimitMs = STEP_LIMIT_MS,
): Promise<readonly string[]> {
  const failed: string[] = [];
  let number = 0;
  for (const chapters of stages) {
    const running = chapters.map(({ title, steps }) => ({ title, steps: steps.map(begin) }));
    for (const { title, steps } of running) {
      write('');
      write(styleText('bold', `── ${title} ${'─'.repeat(Math.max(0, TITLE_WIDTH - title.length))}`));
      for (const { step, lines, succeeded } of steps) {
        number += 1;
        write('');
        write(`${styleText('bold', `${String(number).padStart(3)}  ${step.title}`)}  (${step.document})`);
        lines.show(write);
        if (!(await succeeded)) failed.push(step.title);
      }
    }
  }
  return failed;

  function begin(step: Step) {
    const lines = new StepLines();
    return { step, lines, succeeded: runStep(step, tour, lines, stepLimitMs) };
  }
}

async function runStep(step: Step, tour: Tour, lines: StepLines, limitMs: number): Promise<boolean> {
  const signal = AbortSignal.any([tour.signal, AbortSignal.timeout(limitMs)]);
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new StepFailedError('It took too long')), { once: true });
  });
  try {
    signal.throwIfAborted();
    await Promise.race([step.run({ ...tour, signal }, lines), ended]);
    return true;
  } catch (error) {
    lines.failure(error instanceof StepFailedError ? error.message : String(error));
    return false;
  }
}
