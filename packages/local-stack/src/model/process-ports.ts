import {
  DependencyError,
  PublishFailedError,
  SendFailedError,
  type Followers,
  type JobEvents,
  type JobOrder,
  type JobQueues,
  type JobTable,
  type Limits,
} from '@jobs/job-store';
import { createJobOperations, type JobsTableAccess, type MemoryJobStore } from '@jobs/job-store/memory';
import type { History } from './history.ts';
import { JOB_TYPE, modelQueues } from './model-job-type.ts';
import type { Settlements } from './settlements.ts';
import { openFollowers, openLimits, openOrder } from './shared-ports.ts';
import type { SimulatedProcess } from './simulated-process.ts';

/** What a process reaches the services by, one call at a time. */
export interface Ports {
  readonly access: JobsTableAccess;
  readonly order: JobOrder;
  readonly listHeld: JobTable['listHeld'];
  readonly listDue: JobTable['listDue'];
  readonly queues: JobQueues;
  readonly events: JobEvents;
  readonly followers: Followers;
  readonly limits: Limits;
}

const away = (service: string, operation: string) => () => {
  throw new DependencyError(service, operation, true, new Error('It did not answer'));
};

/** The services as one process reaches them: each call is a step that may go wrong, and what it did is recorded. */
export function openPorts(
  process: SimulatedProcess,
  store: MemoryJobStore,
  history: History,
  settlements: Settlements,
): Ports {
  return {
    access: openTable(process, store, history),
    order: openOrder(process, store, history),
    followers: openFollowers(process, store),
    // Where nothing is limited, nothing goes wrong with it.
    limits: JOB_TYPE.limits ? openLimits(process, store) : store.limits,
    listHeld: (line, limit) =>
      process.call({
        label: `list held of ${line}`,
        effect: () => store.table.listHeld(line, limit),
        refusal: away('DynamoDB', 'Query'),
      }),
    listDue: (query) =>
      process.call({
        label: `list due of shard ${query.shard}`,
        effect: () => process.ownTime.seeing(() => store.table.listDue(query)),
        refusal: away('DynamoDB', 'Query'),
      }),
    queues: openQueues(process, store, history),
    events: {
      publish: (events) =>
        process.call({
          label: `publish ${events.map(({ id, type }) => `${id} ${type}`).join(', ')}`,
          effect: async () => {
            await store.events.publish(events);
            history.published(process, events);
            settlements.put(events);
          },
          refusal: () => {
            throw new PublishFailedError(
              events.map(({ id }) => id),
              ['It was refused'],
            );
          },
        }),
    },
  };
}

/** The jobs table over a process's ports: the operations are the ones that run on DynamoDB. */
export const jobTableOn = ({ access, order, listDue, listHeld }: Ports): JobTable => ({
  ...createJobOperations(access),
  ...order,
  listDue,
  listHeld,
});

function openTable(process: SimulatedProcess, { table }: MemoryJobStore, history: History): JobsTableAccess {
  return {
    now: () => process.clock.now(),
    read: (jobId) =>
      process.call({
        label: `read ${jobId}`,
        effect: () => table.access.read(jobId),
        refusal: away('DynamoDB', 'GetItem'),
      }),
    delete: (jobId, condition) =>
      process.call({
        label: `delete ${jobId}`,
        effect: () => table.access.delete(jobId, condition),
        refusal: away('DynamoDB', 'DeleteItem'),
      }),
    put: (job, condition) =>
      process.call({
        label: `put ${job.jobId}`,
        effect: async () => {
          const outcome = await table.access.put(job, condition);
          if (outcome.written) history.wrote(process, undefined, job, history.now());
          return outcome;
        },
        refusal: away('DynamoDB', 'PutItem'),
      }),
    update: (jobId, change, condition) => {
      const askedAt = history.now();
      return process.call({
        label: `update ${jobId} ${change.set.status ?? ''}`,
        isEnd: change.set.status !== undefined && change.set.status !== 'RUNNING',
        effect: async () => {
          const outcome = await table.access.update(jobId, change, condition);
          if (outcome.written) history.wrote(process, outcome.previous, outcome.job, askedAt);
          return outcome;
        },
        refusal: away('DynamoDB', 'UpdateItem'),
      });
    },
  };
}

function openQueues(process: SimulatedProcess, { queues }: MemoryJobStore, history: History): JobQueues {
  const withDeath = (signal: AbortSignal | undefined) => AbortSignal.any([process.killed, ...(signal ? [signal] : [])]);
  return {
    sendMessages: (queue, messages) =>
      process.call({
        label: `send ${messages.map(({ jobId }) => jobId).join(', ')}`,
        effect: async () => {
          await queues.sendMessages(queue, messages);
          history.sent(
            process,
            messages.map(({ jobId }) => jobId),
          );
        },
        refusal: () => {
          throw new SendFailedError(
            queue,
            messages.map(({ jobId }) => jobId),
            ['It was refused'],
          );
        },
      }),
    receiveMessages: (queue, options) =>
      process.call({
        label: `receive from ${queue}`,
        effect: async () => {
          const received = await queues.receiveMessages(queue, { ...options, signal: withDeath(options.signal) });
          for (const message of received) history.received(process, message);
          return received;
        },
        refusal: away('SQS', 'ReceiveMessage'),
      }),
    deleteMessages: (queue, receiptHandles) =>
      process.call({
        label: `delete from ${queue}`,
        effect: async () => {
          const removed = queues
            .messages(queue)
            .filter((message) => receiptHandles.includes(message.receiptHandle ?? ''));
          const refused = await queues.deleteMessages(queue, receiptHandles);
          const { work, deadLetters } = modelQueues();
          const left = [work, deadLetters].flatMap((name) => queues.messages(name));
          for (const message of removed) history.deleted(process, queue, message, left);
          return refused;
        },
        refusal: () => receiptHandles,
      }),
    changeVisibility: (queue, changes) =>
      process.call({
        label: `change visibility in ${queue}`,
        effect: () => queues.changeVisibility(queue, changes),
        refusal: () => changes.map(({ receiptHandle }) => receiptHandle),
      }),
    getDepth: (queue) => queues.getDepth(queue),
  };
}
