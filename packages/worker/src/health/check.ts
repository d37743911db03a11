import { livenessProblem } from './liveness-file.ts';

// The container's health check: ends with 0 while the worker beside it is alive.

// oxlint-disable-next-line node/no-process-env -- the entry of the health check
const file = process.env['LIVENESS_FILE'];
const problem = file ? livenessProblem(file) : 'LIVENESS_FILE is not set';
if (problem !== undefined) {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
