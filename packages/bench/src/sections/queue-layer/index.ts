import { findBest } from '../../measure/find-best.ts';
import { interleave } from '../../measure/interleave.ts';
import { formatNumber } from '../../report/format-report.ts';
import type { SectionReport } from '../../report/section-report.ts';
import type { Section, SectionOptions } from '../../section.ts';
import { withFreshQueue } from '../../services/fresh-queue.ts';
import { withBench, type Bench } from '../../services/with-bench.ts';
import { drainBare, drainByHandleMessage, drainByHandleMessageBatch, drainByLoop, type Drain } from './contenders.ts';
import { fillQueue } from './fill-queue.ts';

const SIZES = { full: { messages: 15_000, sweep: 4000 }, small: { messages: 200, sweep: 100 } };

interface Side {
  readonly name: string;
  readonly drain: Drain;
  /** Of which the best one is found first. */
  readonly settings: readonly [number, ...number[]];
  readonly unit: string;
}

const OURS: Side = { name: 'our loop', drain: drainByLoop, settings: [50, 100, 200], unit: 'slots' };
const WIRE: Side = { name: 'bare receive and delete', drain: drainBare, settings: [2, 4, 8, 16], unit: 'loops' };
const SINGLE: Side = {
  name: 'sqs-consumer handleMessage',
  drain: drainByHandleMessage,
  settings: [1, 2, 4, 8, 16],
  unit: 'consumers',
};
const BATCH: Side = {
  name: 'sqs-consumer handleMessageBatch',
  drain: drainByHandleMessageBatch,
  settings: [1, 2, 4, 8, 16],
  unit: 'consumers',
};
const SIDES = [OURS, WIRE, SINGLE, BATCH];

export const queueLayer: Section = {
  name: 'queue-layer',
  title: 'Queue layer',
  run: (options) => withBench((bench) => measureQueueLayer(bench, options)),
};

async function measureQueueLayer(
  { environment, sqs, store: { queues } }: Bench,
  { rounds, small, say, signal }: SectionOptions,
): Promise<SectionReport> {
  const { messages, sweep } = small ? SIZES.small : SIZES.full;
  const drain = (side: Side, setting: number, count: number) =>
    withFreshQueue(sqs, environment, async (queue) => {
      signal.throwIfAborted();
      await fillQueue(sqs, queue.url, count);
      return side.drain({ ...queue, sqs, queues, count }, setting);
    });

  const contenders = [];
  for (const side of SIDES) {
    const setting = await findBest(side.settings, (given) => drain(side, given, sweep));
    say(`${side.name}: best with ${setting} ${side.unit}`);
    contenders.push({ ...side, setting, measure: () => drain(side, setting, messages) });
  }
  const result = await interleave(contenders, rounds, { say, signal });

  const ratio = (to: Side) => result.ratio(OURS.name, to.name);
  return {
    lead: `Messages that need no work: received, and deleted. No table, no events. ${messages} of them in each round, each side on a queue of its own and at its best of a small sweep. *${WIRE.name}* is what a loop without any logic gets over the wire.`,
    targets: [
      { figure: `${OURS.name} to ${WIRE.name}`, wanted: { atLeast: 0.95 }, measured: ratio(WIRE) },
      { figure: `${OURS.name} to ${SINGLE.name}`, wanted: { atLeast: 2.5 }, measured: ratio(SINGLE) },
      {
        figure: `${OURS.name} to ${BATCH.name}`,
        wanted: { atLeast: 1.3 },
        measured: ratio(BATCH),
        // Nobody is faster than the wire.
        why: `at its best it comes to ${formatNumber(result.ratio(BATCH.name, WIRE.name))} of the wire itself`,
      },
    ],
    charts: [
      {
        name: 'queue-layer',
        title: 'Messages received and deleted',
        unit: 'messages/s',
        bars: SIDES.map(({ name }) => ({ label: name, value: result.of(name), ours: name === OURS.name })),
      },
    ],
    tables: [
      {
        columns: ['', 'best with', 'messages/s', 'of the wire'],
        rows: contenders.map(({ name, setting, unit }) => [
          name,
          `${setting} ${unit}`,
          result.of(name),
          result.ratio(name, WIRE.name),
        ]),
      },
    ],
  };
}
