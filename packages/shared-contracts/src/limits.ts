/** The limits that clients can run into, in one place: the schemas, the API and the documents quote them. */
export const LIMITS = {
  /** The body of a request. Anything larger comes by an upload. */
  requestBodyBytes: 256 * 1024,
  /** An input up to this size stays in the table's item; above it goes to S3, since every update pays for the whole item. */
  inlineInputBytes: 2 * 1024,
  /** A result up to this size stays in the table's item: it is written once, with the last update. */
  inlineResultBytes: 8 * 1024,
  /** A result above this size fails its job: write files instead. */
  resultBytes: 16 * 1024 * 1024,
  uploadBytes: 1024 * 1024 * 1024,
  /** For how long an upload's URL takes the file. */
  uploadUrlSeconds: 15 * 60,
  /** For how long after its creation an upload can be named in a new job. */
  uploadUsableSeconds: 24 * 60 * 60,
  /** For how long a download URL of a result works. */
  downloadUrlSeconds: 15 * 60,
  /** `Prefer: wait=N`. */
  waitSeconds: 20,
  idempotencyKeyCharacters: 255,
  uniqueKeyCharacters: 255,
  orderingKeyCharacters: 128,
  /** Jobs of one ordering key that have not ended: they stand in one item, which each of them writes. */
  jobsPerOrderingKey: 1000,
  /** Of `Prefer` and `If-None-Match`: a longer one is ignored. API Gateway takes 10,240 bytes of headers in all. */
  headerCharacters: 1024,
  tags: 10,
  tagKeyCharacters: 64,
  tagValueCharacters: 256,
  /** Of `tag=name=value`: a name, a value and what is between them. */
  tagFilterCharacters: 64 + 1 + 256,
  attempts: 20,
  /** How far ahead a job can be submitted: a year. */
  delaySeconds: 365 * 24 * 60 * 60,
  /** Jobs in a batch. */
  batchJobs: 1000,
  /** The body of a batch. Lambda takes 6 MB with all that API Gateway puts around it, each quote as two characters. */
  batchBodyBytes: 4 * 1024 * 1024,
  batchNameCharacters: 100,
  /** In a batch, a job may wait for one that waits for another, and so on: so many deep. */
  batchDepth: 50,
  /** Jobs that one job waits for. */
  awaitedJobs: 20,
  /** How long a job waits for others: a week. Then it is CANCELLED. */
  awaitSeconds: 7 * 24 * 60 * 60,
  /** Schedules of one owner. */
  schedulesPerOwner: 100,
  /** The input of a schedule is part of its item, which every run writes. */
  scheduledInputBytes: 16 * 1024,
  scheduleNameCharacters: 100,
  cronCharacters: 100,
  shortestRateSeconds: 60,
  /** The next runs that a schedule tells of. */
  shownRuns: 5,
  /** Runs of one schedule that are made up for after an outage, the newest. */
  caughtUpRuns: 100,
  /** Runs of one schedule that wait for the one before, the oldest. */
  waitingRuns: 100,
  /** The newest attempts that a job tells of. */
  shownAttempts: 10,
  /** Of an error’s message in the history of attempts; the job’s own `error` has all of it. */
  attemptErrorCharacters: 200,
  /** How deeply a request's JSON may nest. */
  jsonDepth: 32,
  /** Problems reported of one request; the rest are left out. */
  reportedErrors: 20,
  /** A job and its payloads are kept for so long after its creation. */
  jobRetentionDays: 30,
  /** Jobs in one page of a list. */
  listedJobs: 100,
  /** Of `cursor` and `nextCursor`. */
  cursorCharacters: 100,
  /** Minutes of its past that an overview shows. */
  overviewMinutes: 60,
  /** Dead letters that one request redrives, and failed jobs that it retries. */
  redrivenJobs: 100,
  /** Of the jobs that a request retries, so many are shown. */
  sampledJobs: 10,
  pauseReasonCharacters: 500,
  /** The audit trail is kept for so long. */
  auditRetentionDays: 400,
  webhookUrlCharacters: 2048,
  /** For how long the URL of `POST /v1/connections` opens a connection. */
  connectionTicketSeconds: 60,
  /** API Gateway ends a connection after this, however busy it is. */
  connectionSeconds: 2 * 60 * 60,
  /** Jobs that one connection can be subscribed to at once; all of one's own count as one. */
  subscriptionsPerConnection: 100,
  /** Of a message to the server. API Gateway itself takes 128 KB. */
  pushRequestBytes: 1024,
  /** Whoever subscribes to all jobs of his own is sent the state of so many that have not ended, the newest. */
  ownJobsSent: 100,
  /** For how long the secret before the newest still signs. */
  webhookSecretOverlapSeconds: 24 * 60 * 60,
} as const;
