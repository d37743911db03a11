import { randomUUID } from 'node:crypto';
import type { InvokeFunction } from '../functions/invoke-function.ts';
import { runEvery } from '../run-every.ts';

export interface SchedulerOptions {
  readonly functionName: string;
  readonly intervalMs: number;
  readonly invoke: InvokeFunction;
  /** Told of each run that failed; the next one comes as ever. */
  readonly report: (message: string) => void;
  readonly now?: () => number;
}

/**
 * Invokes the function at once and then at the interval. At once, since messages are not kept from one start of the
 * stack to the next: jobs that waited are dispatched without a minute's delay.
 */
export function startScheduler({ functionName, intervalMs, invoke, report, now = Date.now }: SchedulerOptions) {
  return runEvery(intervalMs, async () => {
    const outcome = await invoke(functionName, scheduledEvent(functionName, now()));
    if (!outcome.ok) report(`${functionName} failed: ${outcome.errorMessage}`);
  });
}

/** What EventBridge Scheduler sends to a function whose schedule names no input. */
function scheduledEvent(functionName: string, nowMs: number) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: '000000000000',
    time: new Date(nowMs).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: 'local',
    resources: [`arn:aws:scheduler:local:000000000000:schedule/default/${functionName}`],
    detail: '{}',
  };
}
