import type { JobTypeOverview } from '@jobs/client/operations';
import { defineCommand } from '../command-line/command.ts';
import { EXIT } from '../exit-codes.ts';
import { tableOf } from '../output/table.ts';

const MS_A_SECOND = 1000;

export const overview = defineCommand({
  name: 'overview',
  summary: 'As an operator: queues, workers and the last hour of every job type',
  options: {},
  examples: ['overview', "overview --json | jq '.jobTypes[] | {type, deadLetters}'"],
  async run({ io, out, connect }) {
    const { operations } = await connect();
    const found = await operations.overview({ signal: io.signal });
    if (out.json) out.document(found);
    const headings = ['TYPE', 'WAITING', 'RUNNING', 'DELAYED', 'DEAD', 'WORKERS', 'LAST HOUR', 'LONGEST P95 WAIT'];
    for (const line of tableOf(headings, found.jobTypes.map(rowOf))) out.line(line);
    return EXIT.ok;
  },
});

const sum = <Item>(items: readonly Item[], pick: (item: Item) => number): number =>
  items.reduce((total, item) => total + pick(item), 0);

function workersOf({ workers, lambda }: JobTypeOverview): string {
  if (lambda) return `Lambda, at most ${lambda.maxConcurrency} at once`;
  return workers ? `${workers.running} of ${workers.desired}, at most ${workers.max}` : 'unknown';
}

function rowOf(jobType: JobTypeOverview): string[] {
  const { type, queues, deadLetters, paused, minutes } = jobType;
  const failed = sum(minutes, (minute) => minute.failed);
  const cancelled = sum(minutes, (minute) => minute.cancelled);
  const waits = minutes.flatMap(({ waitP95Ms }) => waitP95Ms ?? []);
  return [
    paused ? `${type} (paused)` : type,
    String(sum(queues, (queue) => queue.visible)),
    String(sum(queues, (queue) => queue.inFlight)),
    String(sum(queues, (queue) => queue.delayed)),
    String(deadLetters),
    workersOf(jobType),
    `${sum(minutes, (minute) => minute.succeeded)} done, ${failed} failed, ${cancelled} cancelled`,
    waits.length > 0 ? `${(Math.max(...waits) / MS_A_SECOND).toFixed(1)} s` : '',
  ];
}
