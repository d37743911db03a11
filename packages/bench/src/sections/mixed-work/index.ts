import { interleave } from '../../measure/interleave.ts';
import type { SectionReport } from '../../report/section-report.ts';
import type { Section, SectionOptions } from '../../section.ts';
import { withBench, type Bench } from '../../services/with-bench.ts';
import { idealSeconds, mixByOurWorker, mixBySqsConsumer, mixOf, SLOTS } from './slow-among-fast.ts';
import { SPIN_SECONDS, SPINNING_MIX, startsOf } from './spinning-among-waiting.ts';
import { HIDDEN_SECONDS } from './spinning-protocol.ts';

/** Enough that the end, when one slow job after the other leaves its slot empty, is a small part of it. */
const FULL_COUNT = 1000;
const SMALL_COUNT = 60;

const OURS = 'our worker';
const PEER = 'sqs-consumer';

export const mixedWork: Section = {
  name: 'mixed-work',
  title: 'Mixed work',
  run: (options) => withBench((bench) => measureMixedWork(bench, options)),
};

async function measureMixedWork(bench: Bench, { rounds, small, say, signal }: SectionOptions): Promise<SectionReport> {
  const mix = mixOf(small ? SMALL_COUNT : FULL_COUNT);
  const ideal = idealSeconds(mix);
  const result = await interleave(
    [
      { name: OURS, measure: () => mixByOurWorker(bench, mix) },
      { name: PEER, measure: () => mixBySqsConsumer(bench, mix) },
    ],
    rounds,
    { say, signal },
  );
  const starts = { [OURS]: await startsOf('ours', bench), [PEER]: await startsOf('sqs-consumer', bench) };
  say(`begun, of ${SPINNING_MIX.length} jobs: ${OURS} ${starts[OURS]}, ${PEER} ${starts[PEER]}`);

  return {
    lead: `**Slow jobs among fast ones**: ${mix.length} jobs, ${SLOTS} at once; one in ten takes a second, the others 10 ms. Ideal is when every slot is always at work. Ours are durable, with table, events and all; ${PEER} has messages only.

**Jobs that keep the processor busy among jobs that wait**: one of ${SPIN_SECONDS} s and ${SPINNING_MIX.length - 1} that wait, for two processes; messages are hidden, and leases last, for ${HIDDEN_SECONDS} s, and both sides extend them every second. A job that is begun twice was not kept: whoever ran it did not come to its heartbeat.`,
    targets: [
      {
        figure: `time of ${OURS} to the ideal`,
        wanted: { atMost: 1.25 },
        measured: result.of(OURS) / ideal,
      },
      {
        figure: 'jobs begun more than once beside one that spins',
        wanted: { atMost: 0 },
        measured: starts[OURS] - SPINNING_MIX.length,
      },
    ],
    charts: [
      {
        name: 'mixed-work',
        title: `${mix.length} jobs, one in ten slow`,
        unit: 's, less is better',
        bars: [
          { label: 'ideal', value: ideal, ours: false },
          { label: OURS, value: result.of(OURS), ours: true },
          { label: PEER, value: result.of(PEER), ours: false },
        ],
      },
    ],
    tables: [
      {
        columns: ['', 'seconds', 'of the ideal', `begun, of ${SPINNING_MIX.length}, beside one that spins`],
        rows: [
          ['ideal', ideal, 1, SPINNING_MIX.length],
          [OURS, result.of(OURS), result.of(OURS) / ideal, starts[OURS]],
          [PEER, result.of(PEER), result.of(PEER) / ideal, starts[PEER]],
        ],
      },
    ],
  };
}
