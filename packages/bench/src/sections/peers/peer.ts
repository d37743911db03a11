/** A queue that a user could pick, open for work: with its broker, and a worker that does nothing in its jobs. */
export interface OpenPeer {
  /** Resolves once the job is accepted. */
  submit(): Promise<void>;
  close(): Promise<void>;
}

export interface Peer {
  readonly name: string;
  /** What one must have for it, and what it promises for that, as a sentence each. */
  readonly broker: string;
  readonly guarantees: string;
  /** @param done is called for each job that is done with */
  readonly open: (slots: number, done: () => void) => Promise<OpenPeer>;
}
