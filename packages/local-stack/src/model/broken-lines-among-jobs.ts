import { inRole, withReads, type BrokenLine } from './broken-line.ts';

const ofAnyRound = <Holder extends { readonly holder: string }>(one: Holder): Holder => ({
  ...one,
  holder: one.holder.replace(/\.\d+$/, '.0'),
});

/** Lines of what jobs have to do with each other: those that start after others, that share a limit, or have an order. */
export const BROKEN_AMONG_JOBS: readonly BrokenLine[] = [
  {
    what: 'a follower starts however those have ended that it waits for',
    declared: 'plain',
    caughtBy: 'followers come after',
    mutation: inRole('settle-jobs', (ports) =>
      withReads(ports, (stored) =>
        stored.job.waitsFor ? stored : { ...stored, job: { ...stored.job, status: 'SUCCEEDED' } },
      ),
    ),
  },
  {
    what: 'a follower is cancelled though none has failed of those that it waits for',
    declared: 'plain',
    caughtBy: 'followers come after',
    mutation: inRole('settle-jobs', (ports) =>
      withReads(ports, (stored) => (stored.job.waitsFor ? stored : undefined)),
    ),
  },
  {
    what: 'the reconciler forgets those that wait for others',
    declared: 'plain',
    caughtBy: 'nothing is stuck',
    mutation: inRole('reconcile-jobs', (ports) =>
      withReads(ports, (stored) => (stored.job.waitsFor ? undefined : stored)),
    ),
  },
  {
    what: 'a slot is taken though none is free',
    declared: 'limited',
    caughtBy: 'a limit holds',
    mutation: (ports) => ({
      ...ports,
      limits: {
        ...ports.limits,
        takeSlot: (limitKey, { owner, holder }) => ports.limits.takeSlot(limitKey, { owner, holder }),
      },
    }),
  },
  {
    what: 'a slot is returned by the name of a job whose round is not looked at',
    declared: 'limited',
    caughtBy: 'a limit holds',
    mutation: (ports) => ({
      ...ports,
      limits: {
        ...ports.limits,
        takeSlot: (limitKey, request) => ports.limits.takeSlot(limitKey, { ...request, ...ofAnyRound(request) }),
        returnSlot: (limitKey, holder) => ports.limits.returnSlot(limitKey, ofAnyRound(holder)),
      },
    }),
  },
  {
    what: 'the reconciler does not look at who holds slots',
    declared: 'limited',
    caughtBy: 'a limit holds',
    mutation: inRole('reconcile-jobs', (ports) => ({
      ...ports,
      limits: {
        ...ports.limits,
        getUse: async (limitKey) => ({ ...(await ports.limits.getUse(limitKey)), holders: [] }),
      },
    })),
  },
  {
    what: 'the last that was accepted comes first',
    declared: 'ordered',
    caughtBy: 'in order, one at a time',
    mutation: inRole('worker', (ports) => ({
      ...ports,
      order: { ...ports.order, listPlaces: async (group) => (await ports.order.listPlaces(group)).toReversed() },
    })),
  },
  {
    what: 'a place is left as soon as its job is begun',
    declared: 'ordered',
    caughtBy: 'in order, one at a time',
    mutation: inRole('worker', (ports) => ({
      ...ports,
      order: {
        ...ports.order,
        listPlaces: async (group) => {
          const places = await ports.order.listPlaces(group);
          const [first] = places;
          if (first) await ports.order.leavePlace(group, first);
          return places;
        },
      },
    })),
  },
  {
    what: 'a job whose turn it is gets no message when it is run for that of another',
    declared: 'ordered',
    caughtBy: 'failed jobs are dead letters',
    mutation: inRole('worker', (ports) => ({
      ...ports,
      queues: {
        ...ports.queues,
        sendMessages: async (queue, messages) => {
          for (const message of messages) {
            const stored = await ports.access.read(message.jobId);
            if (stored?.job.attempt !== 0) await ports.queues.sendMessages(queue, [message]);
          }
        },
      },
    })),
  },
];
