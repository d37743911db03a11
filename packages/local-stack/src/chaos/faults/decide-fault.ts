import type { InterceptedCall } from '@jobs/stand-ins';
import { chance, weighted } from '../plan/chance.ts';
import type { ChaosSettings } from '../plan/chaos-plan.ts';

export const FAULT_KINDS = [
  /** Refused before the work: throttled, or 503. */
  'refused',
  /** The connection is cut before the work. */
  'cut before',
  /** The connection is cut after the work: its answer is lost. */
  'answer lost',
  /** It takes its time. */
  'delayed',
  /** The connection is cut, and the work is done seconds later. */
  'done late',
  /** The work is done twice. */
  'done twice',
  /** One entry of a batch is not taken. */
  'partly refused',
  /** A message that was just received is handed out again. */
  'delivered twice',
  /** The service refuses a score of calls in a row. */
  'outage',
  /** SQS takes no message of the job from those who submit it. */
  'never sent',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** From 0 up to 1: how long, which entry. */
  readonly degree: number;
}

/** Of all calls. */
const SHARE = 0.025;
/** Calls of a service in a row that are refused together, and the share of such rows. */
const OUTAGE_CALLS = 20;
const OUTAGE_SHARE = 0.004;

const ANY_CALL = { refused: 30, 'cut before': 15, 'answer lost': 20, delayed: 15 } as const;
const OF_WRITES = { ...ANY_CALL, 'done late': 8, 'done twice': 12 } as const;
const OF_BATCHES = { ...OF_WRITES, 'partly refused': 25 } as const;
const OF_RECEIVES = { ...ANY_CALL, 'delivered twice': 40 } as const;
/** What the SDK's own retries make up for, however often it comes. */
const HARMLESS = { 'answer lost': 20, delayed: 15, 'done twice': 12 } as const;

const isWrite = ({ operation }: Operation) => /^(Put|Update|Send|Publish|Delete|Change)/.test(operation);
const isBatch = ({ operation }: Operation) => operation.endsWith('Batch');

/** What `decideFault` knows of a call. */
type Operation = Pick<InterceptedCall, 'service' | 'operation' | 'principal'>;

function weightsOf(call: Operation, quick: boolean): Readonly<Partial<Record<FaultKind, number>>> {
  if (quick && call.principal.startsWith('function-')) return isWrite(call) ? HARMLESS : { delayed: 1 };
  // A job's handler has the SDK's three tries, and no more.
  if (quick && call.service === 's3') return { refused: 30, delayed: 15 };
  if (call.operation === 'ReceiveMessage') return OF_RECEIVES;
  if (isBatch(call)) return OF_BATCHES;
  return isWrite(call) ? OF_WRITES : ANY_CALL;
}

/** Of all jobs: the reconciler alone makes up for it. */
const NEVER_SENT = 0.005;

export function isNeverSent({ seed, quick }: Pick<ChaosSettings, 'seed' | 'quick'>, call: InterceptedCall): boolean {
  if (quick || call.principal !== 'function-submit-job' || call.operation !== 'SendMessageBatch') return false;
  const jobId = /job_[0-9a-f]+/.exec(call.body)?.[0] ?? '';
  return chance(seed, jobId, 'never sent') < NEVER_SENT;
}

/** What becomes of the `nth` call of its operation, the `nthOfService`th of its service. */
export function decideFault(
  { seed, quick }: Pick<ChaosSettings, 'seed' | 'quick'>,
  call: Operation,
  { nth, nthOfService }: { readonly nth: number; readonly nthOfService: number },
): Fault | undefined {
  const { service, operation } = call;
  const degree = chance(seed, service, operation, nth, 'degree');
  const row = Math.floor(nthOfService / OUTAGE_CALLS);
  if (!quick && chance(seed, service, row, 'outage') < OUTAGE_SHARE) return { kind: 'outage', degree };
  if (chance(seed, service, operation, nth, 'fault') >= SHARE) return undefined;
  return { kind: weighted(chance(seed, service, operation, nth, 'kind'), weightsOf(call, quick)), degree };
}
