import { InvalidConfigurationError, type Environment } from '@jobs/job-store';
import { pino } from 'pino';
import { loadConfig } from './config.ts';
import { createAwsWorker } from './create-aws-worker.ts';
import { keepLivenessFile } from './health/liveness-file.ts';
import { jobModuleUrl } from './job-registry.ts';
import { stopOnSignals } from './shutdown/stop-on-signals.ts';

/** `EX_CONFIG` of sysexits.h: starting again will not help. */
const EXIT_CONFIGURATION = 78;

function main(env: Environment): void {
  const config = loadConfig(env);
  const log = pino({ level: config.logLevel, base: { service: 'worker', jobType: config.jobType.name } });
  const worker = createAwsWorker(config, jobModuleUrl(config.jobType), env, log);
  if (config.livenessFile !== undefined) keepLivenessFile(config.livenessFile);
  stopOnSignals(worker, log, (code) => process.exit(code));
  worker.start();
  log.info({ concurrency: config.concurrency }, 'Ready for jobs');
}

try {
  // oxlint-disable-next-line node/no-process-env -- the entry of the worker process
  main(process.env);
} catch (error) {
  if (!(error instanceof InvalidConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(EXIT_CONFIGURATION);
}
