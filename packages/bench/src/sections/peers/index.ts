import { interleave, type Interleaved } from '../../measure/interleave.ts';
import { secondsUntilCounted } from '../../measure/until-counted.ts';
import { median } from '../../report/median.ts';
import type { SectionReport } from '../../report/section-report.ts';
import type { Section, SectionOptions } from '../../section.ts';
import { withBench, type Bench } from '../../services/with-bench.ts';
import { bullmq } from './bullmq.ts';
import { graphileWorker } from './graphile-worker.ts';
import { ourQueue } from './our-queue.ts';
import type { OpenPeer, Peer } from './peer.ts';
import { hasPostgres } from './start-postgres.ts';
import { hasRedis } from './start-redis.ts';

/** Jobs at work at once, and submissions on their way. */
const SLOTS = 32;
const SIZES = { full: { jobs: 2000, single: 50 }, small: { jobs: 50, single: 3 } };

export const peers: Section = {
  name: 'peers',
  title: 'The whole cycle, beside other queues',
  missing: () => {
    const missing = [hasRedis() ? '' : 'redis-server', hasPostgres() ? '' : 'PostgreSQL'].filter(Boolean);
    return missing.length > 0 ? `It needs ${missing.join(' and ')} on this machine.` : undefined;
  },
  run: (options) => withBench((bench) => measurePeers(bench, options)),
};

interface Running extends Peer {
  readonly opened: OpenPeer;
  /** Called for each job that is done with. */
  onDone: () => void;
}

async function measurePeers(bench: Bench, options: SectionOptions): Promise<SectionReport> {
  const size = options.small ? SIZES.small : SIZES.full;
  const running: Running[] = [];
  try {
    for (const peer of [ourQueue(bench), bullmq, graphileWorker]) {
      const opened: { peer?: Running } = {};
      opened.peer = { ...peer, onDone: () => {}, opened: await peer.open(SLOTS, () => opened.peer?.onDone()) };
      running.push(opened.peer);
    }
    const measureAll = (measure: (peer: Running) => Promise<number>) =>
      interleave(
        running.map((peer) => ({ name: peer.name, measure: () => measure(peer) })),
        options.rounds,
        options,
      );
    options.say('one job at a time, in ms');
    const waits = await measureAll((peer) => waitOfOne(peer, size.single));
    options.say(`${size.jobs} jobs, in jobs/s`);
    const rates = await measureAll(async (peer) => size.jobs / (await secondsFor(peer, size.jobs)));
    return reportOf(running, { waits, rates }, size);
  } finally {
    for (const { opened } of running) await opened.close();
  }
}

/** From the beginning of a submission until the job is done with, when nothing else is to be done; in ms. */
async function waitOfOne(peer: Running, times: number): Promise<number> {
  const waits: number[] = [];
  for (let time = 0; time < times; time++) {
    const done = new Promise<void>((resolve) => {
      peer.onDone = resolve;
    });
    const begun = performance.now();
    await Promise.all([peer.opened.submit(), done]);
    waits.push(performance.now() - begun);
  }
  return median(waits);
}

/** For so many jobs, submitted while they are worked on. */
const secondsFor = (peer: Running, count: number) =>
  secondsUntilCounted(count, (counted) => {
    peer.onDone = () => counted(1);
    let left = count;
    const submit = async () => {
      while (left > 0) {
        left -= 1;
        await peer.opened.submit();
      }
    };
    const submitting = Promise.all(Array.from({ length: SLOTS }, submit));
    return async () => {
      await submitting;
    };
  });

function reportOf(
  running: readonly Peer[],
  { waits, rates }: { readonly waits: Interleaved; readonly rates: Interleaved },
  size: { readonly jobs: number },
): SectionReport {
  return {
    lead: `From the submission of a job that has nothing to do until it is done with: one at a time, and ${size.jobs} of them, ${SLOTS} at once. Each with its broker on this machine. It shows what one pays for what: ours checks the input, stores the job before it accepts it, and writes and publishes every state; and its broker here is an emulation of AWS in JavaScript and Rust, theirs are the real ones.`,
    targets: [],
    charts: [
      {
        name: 'peers-rate',
        title: `${size.jobs} jobs, submitted and done`,
        unit: 'jobs/s',
        bars: running.map(({ name }, index) => ({ label: name, value: rates.of(name), ours: index === 0 })),
      },
    ],
    tables: [
      {
        columns: ['', 'broker', 'one job, ms', 'jobs/s', 'what is guaranteed'],
        rows: running.map(({ name, broker, guarantees }) => [name, broker, waits.of(name), rates.of(name), guarantees]),
      },
    ],
  };
}
