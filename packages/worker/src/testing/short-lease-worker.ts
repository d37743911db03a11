import { pino } from 'pino';
import { loadConfig } from '../config.ts';
import { createAwsWorker } from '../create-aws-worker.ts';
import { jobModuleUrl } from '../job-registry.ts';
import { stopOnSignals } from '../shutdown/stop-on-signals.ts';
import { withShortLease } from './short-lease.ts';

// As main.ts, with the real job types and their handlers; only the lease and the back-off are shorter.

// oxlint-disable-next-line node/no-process-env -- the entry of a worker process
const env = process.env;
const config = loadConfig(env);
const log = pino({ level: config.logLevel, base: { service: 'worker', jobType: config.jobType.name } });
const jobType = withShortLease(config.jobType);
const worker = createAwsWorker({ ...config, jobType }, jobModuleUrl(jobType), env, log);
stopOnSignals(worker, log, (code) => process.exit(code));
worker.start();
