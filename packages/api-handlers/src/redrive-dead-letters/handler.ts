import middy from '@middy/core';
import { findJobType, JOB_TYPES } from '@jobs/shared-contracts';
import { audited } from '../audit/audited.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import { InvalidRedriveRequestError } from '../errors.ts';
import { MAX_DELAY_SECONDS } from './delay-seconds.ts';
import type { RedriveDeadLettersConfig } from './load-config.ts';
import { redriveDeadLetters, type RedriveOutcome } from './redrive-dead-letters.ts';

interface RedriveRequest {
  /** The job type whose dead letters are run again. */
  readonly type: string;
  /** 1 to 1,000; 100 unless said. */
  readonly maxJobs?: number;
  /** So many of them begin in a second, at most; all at once unless said. */
  readonly maxPerSecond?: number;
}

/** IAM knows who: CloudTrail has the invocation, by its request id. */
const ACTOR = 'aws-principal';

export type RedriveHandler = middy.MiddyfiedHandler<RedriveRequest, RedriveOutcome>;

/**
 * For operators, who invoke the function itself: who may is decided by IAM. The route `redrive-jobs` does the same for
 * keys with the scope `operator`, in the bounds of a request.
 */
export function createHandler(config: RedriveDeadLettersConfig, overrides: HandlerOverrides = {}): RedriveHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const log = logger.child({ operation: 'redrive-dead-letters' });
  const dependencies = { ...store, eventSource: config.store.resources.events.source, log };
  return middy<RedriveRequest, RedriveOutcome>()
    .onError(({ error }) => {
      log.error({ err: error }, 'failed');
    })
    .handler(async (request: RedriveRequest, { awsRequestId: requestId }) => {
      const startedAt = now();
      const { jobType, ...bounds } = checkRequest(request);
      const outcome = await audited(
        store.auditLog,
        { actor: ACTOR, log, ...(requestId !== undefined && { requestId }) },
        { action: 'dead-letters.redrive', target: jobType.name },
        () => redriveDeadLetters(dependencies, jobType, bounds),
        (counts) => ({ ...counts }),
      );
      log.info({ type: jobType.name, ...outcome, durationMs: now() - startedAt }, 'redriven');
      return outcome;
    });
}

function checkRequest({ type, maxJobs = 100, maxPerSecond }: RedriveRequest) {
  const jobType = findJobType(type);
  if (!jobType) {
    throw new InvalidRedriveRequestError(`type must be one of ${JOB_TYPES.map(({ name }) => name).join(', ')}`);
  }
  if (!Number.isInteger(maxJobs) || maxJobs < 1 || maxJobs > 1000) {
    throw new InvalidRedriveRequestError('maxJobs must be a whole number from 1 to 1000');
  }
  if (maxPerSecond !== undefined && !(Number.isInteger(maxPerSecond) && maxPerSecond >= 1)) {
    throw new InvalidRedriveRequestError('maxPerSecond must be a whole number, at least 1');
  }
  if (maxPerSecond !== undefined && maxJobs / maxPerSecond > MAX_DELAY_SECONDS) {
    throw new InvalidRedriveRequestError(
      `maxJobs at maxPerSecond must take no more than ${MAX_DELAY_SECONDS} seconds, which is as long as SQS delays a message`,
    );
  }
  return { jobType, maxJobs, maxPerSecond };
}
