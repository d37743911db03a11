const WIDTH = 32;
const LINES = 10;

/** On a terminal a bar that moves in its line; elsewhere a line for each tenth. */
export function createProgress(out: NodeJS.WriteStream): (ended: number, all: number) => void {
  let shown = -1;
  return (ended, all) => {
    const steps = out.isTTY ? WIDTH : LINES;
    const step = Math.floor((ended / all) * steps);
    if (!out.isTTY) {
      if (step > shown && step > 0) out.write(`${ended} of ${all} jobs have ended\n`);
    } else {
      out.write(`\r${'█'.repeat(step)}${'░'.repeat(WIDTH - step)} ${ended} of ${all} jobs have ended `);
      if (ended >= all && step > shown) out.write('\n');
    }
    shown = Math.max(step, shown);
  };
}
