import type { Row } from '../reports/format-table.ts';
import { percentile } from '../reports/percentile.ts';
import { hasEnded, type WatcherLog } from './open-watcher.ts';
import type { PushLoad } from './run-push-load.ts';

const sumOf = (logs: readonly WatcherLog[], count: (log: WatcherLog) => number) =>
  logs.reduce((sum, log) => sum + count(log), 0);

const milliseconds = (value: number | undefined) => (value === undefined ? '–' : `${value} ms`);

/** What a socket was not told of, and what it was told and should not have been. */
export function faultsOf({ size, watchers }: PushLoad): readonly string[] {
  const missed = watchers.flatMap(({ jobs }, socket) =>
    [...jobs]
      .filter(([, job]) => !hasEnded(job))
      .map(
        ([jobId, { newest }]) => `socket ${socket} missed the end of ${jobId}: it knows ${newest?.status ?? 'nothing'}`,
      ),
  );
  const watched = sumOf(watchers, ({ jobs }) => jobs.size);
  const unwatched = watched === size.jobs * size.watchers ? [] : [`only ${watched} jobs were watched`];
  const faults = watchers.flatMap((log, socket) => log.faults.map((fault) => `socket ${socket}: ${fault}`));
  return [...missed, ...unwatched, ...faults];
}

/** What was sent, and whether it was enough, as the rows of a table. */
export function pushLoadRows(load: PushLoad): readonly Row[] {
  const { size, watchers, events, durationMs } = load;
  const jobs = watchers.flatMap((log) => [...log.jobs.values()]);
  const latencies = watchers.flatMap(({ latenciesMs }) => latenciesMs);
  const [p50, p99] = [percentile(latencies, 50), percentile(latencies, 99)];
  return [
    ['sockets', String(size.sockets)],
    ['jobs', String(size.jobs)],
    ['… each watched by so many sockets', String(size.watchers)],
    ['duration', `${(durationMs / 1000).toFixed(1)} s`],
    ['events published', String(events.length)],
    ['… of watched jobs, which reach the queue of pushes', String(events.filter(({ watched }) => watched).length)],
    ['states sent to the sockets', String(sumOf(watchers, ({ pushes }) => pushes))],
    ['… dropped as not newer than what was known', String(sumOf(watchers, ({ duplicates }) => duplicates))],
    ['… of changes after the subscription', String(latencies.length)],
    ['change to push, p50 / p99', `${milliseconds(p50)} / ${milliseconds(p99)}`],
    ['ends that sockets were told of', String(jobs.filter(hasEnded).length)],
    ['ends missed', String(size.jobs * size.watchers - jobs.filter(hasEnded).length)],
    ['subscriptions asked for again', String(sumOf(watchers, ({ repeats }) => repeats))],
    ['other faults', String(sumOf(watchers, ({ faults }) => faults.length))],
  ];
}
