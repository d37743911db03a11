const JOB_MS = 5000;
/** SQS may leave out of a depth what was sent within so long. */
const UNSEEN_MS = 60_000;

interface Message {
  readonly sentAt: number;
  /** When a worker received it. */
  receivedAt?: number;
}

/** A queue in virtual time, whose depth is as approximate as that of SQS. A message is in flight while its job runs. */
export function createVirtualQueue(now: () => number, random: () => number) {
  const messages: Message[] = [];
  const waiting = () => messages.filter(({ receivedAt }) => receivedAt === undefined);
  const inFlight = () =>
    messages.filter(({ receivedAt = Infinity }) => receivedAt <= now() && now() < receivedAt + JOB_MS).length;
  return {
    send: () => void messages.push({ sentAt: now() }),
    receiveAll() {
      for (const message of waiting()) message.receivedAt = now();
    },
    backlog: () => waiting().length + inFlight(),
    isBusy: () => inFlight() > 0,
    depth: () => ({
      visible: waiting().filter(({ sentAt }) => sentAt + random() * UNSEEN_MS <= now()).length,
      inFlight: inFlight(),
      delayed: 0,
    }),
    /** Of each message, how long it waited until it was received. */
    waits: () => messages.map(({ sentAt, receivedAt = Infinity }) => receivedAt - sentAt),
  };
}
