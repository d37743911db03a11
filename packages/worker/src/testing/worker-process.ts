import { pino } from 'pino';
import { loadConfig } from '../config.ts';
import { createAwsWorker } from '../create-aws-worker.ts';
import { stopOnSignals } from '../shutdown/stop-on-signals.ts';
import { hastyJobType } from './test-job-type.ts';

// As main.ts, with the tests' job type: a short lease, and handlers that do what a test tells them.

// oxlint-disable-next-line node/no-process-env -- the entry of a worker process
const env = process.env;
const log = pino({ level: 'warn' });
const jobModule = new URL('./behaviours.ts', import.meta.url).href;
const worker = createAwsWorker({ ...loadConfig(env), jobType: hastyJobType }, jobModule, env, log);
stopOnSignals(worker, log, (code) => process.exit(code));
worker.start();
