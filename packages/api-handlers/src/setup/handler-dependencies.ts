import { setTimeout as sleep } from 'node:timers/promises';
import {
  createJobStore,
  type JobStore,
  type JobStoreConfig,
  type JobStorePart,
  type PushChannel,
} from '@jobs/job-store';
import type { LimitsOf } from '../limits/declared-limits.ts';
import type { RetentionDaysOf } from '../job-view/result-state.ts';
import { createLogger, type Logger } from '../logging/create-logger.ts';
import { wakeOnSend } from '../wake/wake-on-send.ts';
import type { WebhookNetwork } from '../webhooks/webhook-network.ts';

/** What tests and the local stack put in the place of the real thing. */
export interface HandlerOverrides {
  readonly store?: Partial<JobStore>;
  readonly logger?: Logger;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
  /** How clients of open connections are reached. */
  readonly channel?: PushChannel;
  /** How webhooks' receivers are reached. */
  readonly network?: Partial<WebhookNetwork>;
  /** What job types declare, by default. */
  readonly retentionDaysOf?: RetentionDaysOf;
  /** From 0 to 1. */
  readonly random?: () => number;
  /** What job types are limited to. */
  readonly limitsOf?: LimitsOf;
}

export interface Runtime {
  readonly logger: Logger;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Made once for each Lambda environment, not for each request. */
export function openRuntime(config: { readonly logLevel: string }, overrides: HandlerOverrides): Runtime {
  return {
    logger: overrides.logger ?? createLogger(config.logLevel),
    now: overrides.now ?? Date.now,
    sleep: overrides.sleep ?? ((ms) => sleep(ms)),
  };
}

/** The same, for handlers that store or read something: with the parts of the store that they are configured for. */
export function openRuntimeWithStore<Part extends JobStorePart>(
  config: { readonly logLevel: string; readonly store: JobStoreConfig<Part> },
  overrides: HandlerOverrides,
): Runtime & { readonly store: Pick<JobStore, Part> } {
  const runtime = openRuntime(config, overrides);
  const store = { ...createJobStore(config.store, { now: runtime.now }), ...overrides.store };
  return { ...runtime, store: wakeOnSend(config.store, store, runtime) };
}
