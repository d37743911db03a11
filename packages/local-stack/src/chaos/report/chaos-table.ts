import { SHORT_LEASE_SECONDS } from '@jobs/worker/testing/short-lease';
import { VIOLATIONS, type ViolationKind } from '../check/check-history.ts';
import type { Row } from '../../reports/format-table.ts';
import { lostDispatches } from '../check/lost-dispatches.ts';
import { percentile } from '../../reports/percentile.ts';
import { recoveriesOf, type Recovery } from '../check/recovery.ts';
import { FAULT_KINDS } from '../faults/decide-fault.ts';
import { RECONCILE_INTERVAL_MS, type ChaosRun } from '../run-chaos.ts';

const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0);
const seconds = (ms: number | undefined) => (ms === undefined ? '–' : `${(ms / 1000).toFixed(1)} s`);

/** What was done, and what came of it, as the rows of a table. */
export function chaosRows(run: ChaosRun): readonly Row[] {
  return [...whatWasDone(run), ...whatWasMadeUpFor(run), ...whatMustBeZero(run)];
}

function whatWasDone({ settings, history, disturber, faults, durationMs }: ChaosRun): readonly Row[] {
  const kills = (disturber.counts.get('kill-worker') ?? 0) + (disturber.counts.get('kill-functions') ?? 0);
  return [
    ['seed', String(settings.seed)],
    ['jobs accepted', `${history.accepted.length} of ${settings.jobs}`],
    ['… succeeded, failed, cancelled', ends(history).join(', ')],
    ['duration', seconds(durationMs)],
    ['processes killed (SIGKILL)', String(kills)],
    ...[...disturber.counts].map(([kind, count]): Row => [`… ${kind}`, String(count)]),
    ['faults injected', String(sum(faults.values()))],
    ...FAULT_KINDS.map((kind): Row => [`… ${kind}`, String(faults.get(kind) ?? 0)]),
  ];
}

const ends = ({ endViews }: ChaosRun['history']) =>
  ['SUCCEEDED', 'FAILED', 'CANCELLED'].map(
    (status) => [...endViews.values()].filter((view) => view.status === status).length,
  );

function whatWasMadeUpFor(run: ChaosRun): readonly Row[] {
  const { history, observed, answers, duplicateSubmits } = run;
  const claims = history.writes.filter(({ status }) => status === 'RUNNING').length;
  const recoveries = recoveriesOfRun(run);
  const waits = recoveries.filter(({ again }) => !again).map(({ waitedMs }) => waitedMs);
  const dispatches = lostDispatches(history.writes, observed.firstSent, observed.dueReads);
  const dispatchWaits = dispatches.map(({ waitedMs }) => waitedMs);
  const distinctEvents = new Set(history.events.map(({ id }) => id)).size;
  const retries = history.writes.filter(({ status, attempt }) => status === 'RUNNING' && attempt > 1).length;
  return [
    ['attempts after the first', String(retries)],
    ['duplicate requests answered by the same job', String(duplicateSubmits)],
    ['deliveries without a claim', String(observed.deliveries.length - claims)],
    ['events seen more than once', String(history.events.length - distinctEvents)],
    ['answers to clients', [...answers].map(([what, count]) => `${what}: ${count}`).join(', ')],
    [
      `crash to next attempt, p50 / p99 (lease ${SHORT_LEASE_SECONDS} s)`,
      `${seconds(percentile(waits, 50))} / ${seconds(percentile(waits, 99))} of ${waits.length}`,
    ],
    ['… and jobs that met a second fault meanwhile', String(recoveries.length - waits.length)],
    [
      `message never sent: due to dispatch, p50 / p99 (reconciler every ${RECONCILE_INTERVAL_MS / 1000} s)`,
      `${seconds(percentile(dispatchWaits, 50))} / ${seconds(percentile(dispatchWaits, 99))} of ${dispatches.length}`,
    ],
    ['… by which reconciler run after it was due', runsOf(dispatches.map(({ runs }) => runs))],
  ];
}

/** `1.: 20, 2.: 1` */
function runsOf(runs: readonly number[]): string {
  const counts = [...Map.groupBy(runs, (run) => run)].toSorted(([a], [b]) => a - b);
  return counts.map(([run, same]) => `${run}.: ${same.length}`).join(', ') || '–';
}

const recoveriesOfRun = ({ history, observed, disturber }: ChaosRun) =>
  recoveriesOf(history.writes, observed.deliveries, disturber.outages);

/** The job that waited longest after a crash, of those that met one fault: why it did is in its story. */
export function slowestRecovery(run: ChaosRun): Recovery | undefined {
  const once = recoveriesOfRun(run).filter(({ again }) => !again);
  return once.toSorted((a, b) => b.waitedMs - a.waitedMs)[0];
}

function whatMustBeZero({ violations }: ChaosRun): readonly Row[] {
  const count = (kind: ViolationKind) => violations.filter((one) => one.kind === kind).length;
  return VIOLATIONS.map((kind): Row => [kind, String(count(kind))]);
}
