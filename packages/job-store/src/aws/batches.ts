/** SQS and SNS take at most ten entries in a call. */
const MAX_ENTRIES = 10;

/** An entry of a batch that the service did not take. */
export interface RefusedEntry {
  readonly Id?: string | undefined;
  readonly Code?: string | undefined;
  readonly Message?: string | undefined;
  /** The entry itself is wrong: sending it again would not help. */
  readonly SenderFault?: boolean | undefined;
}

export interface Refused<Item> {
  readonly item: Item;
  readonly reason: string;
}

export interface BatchCall<Item> {
  readonly items: readonly Item[];
  /** How much of the limit an item takes; items are not counted without it. */
  readonly sizeOf?: (item: Item) => number;
  readonly maxBytes?: number;
  /** Sends up to ten items; the `Id` of each entry is its position. @returns what was not taken */
  readonly send: (items: readonly Item[]) => Promise<readonly RefusedEntry[]>;
}

/** Sends items in as few calls as the limits allow, side by side. What is not taken is sent once more, and then reported. */
export async function sendInBatches<Item>(call: BatchCall<Item>): Promise<readonly Refused<Item>[]> {
  const refused = await Promise.all(cutIntoBatches(call).map((batch) => sendTwice(call.send, batch)));
  return refused.flat();
}

async function sendTwice<Item>(send: BatchCall<Item>['send'], batch: readonly Item[]): Promise<Refused<Item>[]> {
  const first = await sendOnce(send, batch);
  const again = first.filter(({ entry }) => entry.SenderFault !== true).map(({ item }) => item);
  const second = again.length > 0 ? await sendOnce(send, again) : [];
  return [...first.filter(({ entry }) => entry.SenderFault === true), ...second].map(({ item, entry }) => ({
    item,
    reason: [entry.Code, entry.Message].filter(Boolean).join(': ') || 'no reason given',
  }));
}

async function sendOnce<Item>(send: BatchCall<Item>['send'], batch: readonly Item[]) {
  const entries = await send(batch);
  return entries.flatMap((entry) => {
    const item = batch[Number(entry.Id)];
    return item === undefined ? [] : [{ item, entry }];
  });
}

function cutIntoBatches<Item>({ items, sizeOf = () => 0, maxBytes = Infinity }: BatchCall<Item>): Item[][] {
  const batches: Item[][] = [];
  let current: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = sizeOf(item);
    if (current.length === MAX_ENTRIES || (current.length > 0 && bytes + size > maxBytes)) {
      batches.push(current);
      current = [];
      bytes = 0;
    }
    current.push(item);
    bytes += size;
  }
  if (current.length > 0) batches.push(current);
  return batches;
}
