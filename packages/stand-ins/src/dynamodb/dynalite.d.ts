declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** Folder of the database; in memory without it. */
    readonly path?: string;
    /** How long a table stays in CREATING. */
    readonly createTableMs?: number;
  }

  /** An HTTP server that is not listening yet; closing it closes the database too. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
