import { BROKEN_AMONG_JOBS } from './broken-lines-among-jobs.ts';
import { inRole, withReads, withUpdates, type BrokenLine, type Change, type Condition } from './broken-line.ts';
import type { Ports } from './process-ports.ts';
import type { Mutation } from './world.ts';

/** A condition without one of its parts, which must be there. */
function without(condition: Condition, part: string): Condition {
  if (!condition.expression.includes(part)) throw new Error(`There is no ${part} in ${condition.expression}`);
  return { ...condition, expression: condition.expression.replace(part, 'attribute_exists(#jobId)') };
}

const dropping = (part: string, applies: (change: Change) => boolean): Mutation => {
  return (ports) =>
    withUpdates(ports, ({ change, condition }) => ({
      change,
      condition: applies(change) ? without(condition, part) : condition,
    }));
};

const becomes = (status: string) => (change: Change) => change.set.status === status;

const isRelease = ({ set, counters }: Change) =>
  set.status === 'QUEUED' && set.error === undefined && counters?.maxAttempts?.of === 'maxAttempts';

function deletingFailed(ports: Ports): Ports {
  const failed = new Map<string, string>();
  return {
    ...ports,
    queues: {
      ...ports.queues,
      receiveMessages: async (queue, options) => {
        const messages = await ports.queues.receiveMessages(queue, options);
        for (const { content, receiptHandle } of messages) {
          if ('jobId' in content) failed.set(receiptHandle, content.jobId);
        }
        return messages;
      },
      changeVisibility: async (queue, changes) => {
        for (const { receiptHandle } of changes) {
          const stored = await ports.access.read(failed.get(receiptHandle) ?? '');
          if (stored?.job.status === 'FAILED') await ports.queues.deleteMessages(queue, [receiptHandle]);
        }
        return ports.queues.changeVisibility(queue, changes);
      },
    },
  };
}

export const BROKEN_LINES: readonly BrokenLine[] = [
  {
    what: 'a success is written whatever attempt holds the job',
    seed: 19,
    caughtBy: 'one result',
    mutation: dropping('#attempt = :attempt', becomes('SUCCEEDED')),
  },
  {
    what: 'a job is claimed though its lease is not over',
    caughtBy: 'a lease is respected',
    mutation: dropping('attribute_not_exists(#leaseExpiresAt) OR #leaseExpiresAt <= :now', becomes('RUNNING')),
  },
  {
    what: 'a claim does not ask whether attempts are left',
    caughtBy: 'attempts only grow',
    mutation: dropping('#attempt < #maxAttempts', becomes('RUNNING')),
  },
  {
    what: 'a success is written though a cancellation was asked for',
    seed: 3,
    caughtBy: 'cancel means cancel',
    mutation: dropping('attribute_not_exists(#cancelRequestedAt)', becomes('SUCCEEDED')),
  },
  {
    what: 'a message is deleted as soon as it is received',
    caughtBy: 'acknowledged last',
    mutation: inRole('worker', (ports) => ({
      ...ports,
      queues: {
        ...ports.queues,
        receiveMessages: async (queue, options) => {
          const messages = await ports.queues.receiveMessages(queue, options);
          const handles = messages.map(({ receiptHandle }) => receiptHandle);
          if (handles.length > 0) await ports.queues.deleteMessages(queue, handles);
          return messages;
        },
      },
    })),
  },
  {
    what: 'a message is deleted before its state is published',
    caughtBy: 'acknowledged last',
    mutation: inRole('worker', (ports) => ({
      ...ports,
      events: {
        publish: async (events) => {
          ports.events.publish(events).catch(() => {});
        },
      },
    })),
  },
  {
    what: 'a release counts the attempt',
    seed: 3,
    caughtBy: 'a release burns no attempt',
    mutation: (ports) =>
      withUpdates(ports, ({ change, condition }) => {
        if (!isRelease(change)) return { change, condition };
        const { maxAttempts: _, ...counters } = change.counters ?? {};
        return { change: { ...change, counters }, condition };
      }),
  },
  {
    what: 'the reconciler forgets expired leases',
    caughtBy: 'nothing is stuck',
    mutation: inRole('reconcile-jobs', (ports) =>
      withReads(ports, (stored) => (stored.job.status === 'RUNNING' ? undefined : stored)),
    ),
  },
  {
    what: 'the reconciler sends no message',
    caughtBy: 'nothing is stuck',
    mutation: inRole('reconcile-jobs', (ports) => ({
      ...ports,
      queues: { ...ports.queues, sendMessages: async () => {} },
    })),
  },
  {
    what: 'the reconciler publishes nothing',
    caughtBy: 'every state is published',
    mutation: inRole('reconcile-jobs', (ports) => ({ ...ports, events: { publish: async () => {} } })),
  },
  {
    what: 'an Idempotency-Key is not looked at',
    caughtBy: 'one key, one job',
    mutation: inRole('submit-job', (ports) => ({
      ...ports,
      access: {
        ...ports.access,
        read: async () => undefined,
        put: (job) =>
          ports.access.put(job, {
            expression: 'attribute_not_exists(#jobId) OR #jobId = :id',
            values: { ':id': job.jobId },
          }),
      },
    })),
  },
  {
    what: 'a request is accepted before it is stored',
    caughtBy: 'accepted is durable',
    mutation: inRole('submit-job', (ports) => ({
      ...ports,
      access: {
        ...ports.access,
        put: async (job, condition) => {
          ports.access.put(job, condition).catch(() => {});
          return { written: true };
        },
      },
    })),
  },
  {
    what: 'the message of a failed job is deleted',
    caughtBy: 'failed jobs are dead letters',
    mutation: inRole('worker', (ports) => deletingFailed(ports)),
  },
  {
    what: 'a job is begun with a message that does not come again',
    caughtBy: 'every state is published',
    mutation: inRole('worker', (ports) => ({
      ...ports,
      queues: {
        ...ports.queues,
        receiveMessages: async (queue, options) => {
          const messages = await ports.queues.receiveMessages(queue, options);
          return messages.map((message) => Object.assign({}, message, { receiveCount: 1 }));
        },
      },
    })),
  },
  {
    what: 'a redrive deletes the dead letter of a job that may still fail',
    caughtBy: 'failed jobs are dead letters',
    seed: 2,
    mutation: inRole('redrive-dead-letters', (ports) => ({
      ...ports,
      queues: {
        ...ports.queues,
        changeVisibility: (queue, changes) =>
          ports.queues.deleteMessages(
            queue,
            changes.map(({ receiptHandle }) => receiptHandle),
          ),
      },
    })),
  },
  {
    what: 'a failed job is claimed again',
    caughtBy: 'one end',
    mutation: dropping('#status IN (:status0, :status1)', becomes('RUNNING')),
  },
  ...BROKEN_AMONG_JOBS,
];
