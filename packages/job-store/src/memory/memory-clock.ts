/** The time of what is kept in memory. Times are milliseconds since the epoch. */
export interface MemoryClock {
  now(): number;
  /** Calls back once after `ms`; the answer takes it back. */
  after(ms: number, callback: () => void): () => void;
}
