/** Virtual time, in milliseconds from the beginning: nothing passes but what is run. */
export interface Timeline {
  readonly now: () => number;
  /** Does something at a time, which is not before now; what is due at the same time is done in the order of asking. */
  readonly at: (timeMs: number, action: () => void) => void;
  readonly after: (delayMs: number, action: () => void) => void;
  /** Again and again, first at `fromMs`. */
  readonly every: (intervalMs: number, fromMs: number, action: () => void) => void;
  /** Does all that is due up to a time, that time included, and what comes of it; then it is that time. */
  readonly runUntil: (timeMs: number) => void;
}

interface Entry {
  readonly timeMs: number;
  readonly order: number;
  readonly action: () => void;
}

const isBefore = (a: Entry, b: Entry) => a.timeMs < b.timeMs || (a.timeMs === b.timeMs && a.order < b.order);

export function createTimeline(): Timeline {
  const heap: Entry[] = [];
  let nowMs = 0;
  let asked = 0;

  function push(entry: Entry) {
    let place = heap.length;
    heap.push(entry);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (!above || isBefore(above, entry)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = entry;
  }

  function pop(): void {
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      let least = heap[child];
      const right = heap[child + 1];
      if (least && right && isBefore(right, least)) {
        child += 1;
        least = right;
      }
      if (!least || isBefore(last, least)) break;
      heap[place] = least;
      place = child;
    }
    heap[place] = last;
  }

  const at = (timeMs: number, action: () => void) => {
    if (!(timeMs >= nowMs)) throw new RangeError(`It is ${nowMs} ms already, and nothing can be done at ${timeMs} ms`);
    push({ timeMs, order: asked++, action });
  };
  return {
    now: () => nowMs,
    at,
    after: (delayMs, action) => at(nowMs + delayMs, action),
    every(intervalMs, fromMs, action) {
      const next = () => {
        at(nowMs + intervalMs, next);
        action();
      };
      at(fromMs, next);
    },
    runUntil(timeMs) {
      for (let first = heap[0]; first && first.timeMs <= timeMs; first = heap[0]) {
        pop();
        nowMs = first.timeMs;
        first.action();
      }
      nowMs = Math.max(nowMs, timeMs);
    },
  };
}
