/** A stand-in that listens on loopback. */
export interface RunningService {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}
