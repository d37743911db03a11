import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MutationMissedError } from '../errors.ts';

/** A mistake that somebody might make in the configuration. */
export interface Mutation {
  readonly title: string;
  /** Below infra/. */
  readonly file: string;
  readonly find: RegExp;
  readonly replace: string;
  /** What must be found wrong in the account afterwards. */
  readonly problem: RegExp;
}

/** Each in a place of its own, so that all can be made at once and each is still told by its own problem. */
export const MUTATIONS: readonly Mutation[] = [
  {
    title: 'a variable is dropped from a function',
    file: 'functions.tf',
    find: /(get-job = \{[^}]*?parts\s+= \["jobs"), "payloads"\]/,
    replace: '$1]',
    problem: /^function get-job: .*PAYLOAD_BUCKET_NAME is missing/s,
  },
  {
    title: 'a variable names the wrong table',
    file: 'functions.tf',
    find: /API_KEYS_TABLE_NAME = module\.job_store\.api_keys_table_name/,
    replace: 'API_KEYS_TABLE_NAME = module.job_store.jobs_table_name',
    problem: /^function authorize: API_KEYS_TABLE_NAME is "jobs-test-jobs", which/,
  },
  {
    title: 'a function gets a variable that it does not read',
    file: 'functions.tf',
    find: /(list-job-types = \{[^}]*?parts\s+= )\[\]/,
    replace: '$1["jobs"]',
    problem: /^function list-job-types: JOBS_TABLE_NAME is set, but not read/,
  },
  {
    title: "a function runs another one's code",
    file: 'main.tf',
    find: /\$\{var\.functions_directory\}\/\$\{each\.key\}\.zip/,
    replace: '${var.functions_directory}/${each.key == "cancel-job" ? "get-job" : each.key}.zip',
    problem: /^function cancel-job: does not run the zip of its own folder/,
  },
  {
    title: 'dead letters go back to the lane',
    file: 'modules/job-type/queues.tf',
    find: /deadLetterTargetArn = aws_sqs_queue\.dead_letters\.arn/,
    replace:
      'deadLetterTargetArn = replace(aws_sqs_queue.dead_letters.arn, var.settings.deadLetterQueue, local.lanes["standard"])',
    problem: /^queue text-analyze-standard has the dead-letter queue .*text-analyze-standard$/,
  },
  {
    title: 'a message is hidden for another time than the lease',
    file: 'modules/job-type/queues.tf',
    find: /visibility_timeout_seconds = var\.settings\.visibilityTimeoutSeconds/,
    replace: 'visibility_timeout_seconds = 30',
    problem: /^queue csv-etl-standard hides a message for 30 s/,
  },
  {
    title: 'results are deleted while the API still shows them',
    file: 'modules/job-store/bucket.tf',
    find: /days = rule\.value \+ 1/,
    replace: 'days = rule.value',
    problem: /^retention: objects with delete-after-days=7 are deleted after 7 days/,
  },
  {
    title: 'a route is removed',
    file: 'main.tf',
    find: /if contains\((\[[^\]]+\]), method\)/,
    replace: 'if contains($1, method) && path != "/v1/uploads"',
    problem: /^route POST \/v1\/uploads is missing/,
  },
  {
    title: 'a route is open to everybody',
    file: 'modules/api/routes.tf',
    find: /authorization_type = "CUSTOM"\n(\s+)authorizer_id\s+= (\S+)/,
    replace:
      'authorization_type = each.key == "GET /v1/openapi.json" ? "NONE" : "CUSTOM"\n$1authorizer_id = each.key == "GET /v1/openapi.json" ? null : $2',
    problem: /^route GET \/v1\/openapi\.json has no authorizer/,
  },
  {
    title: "a route leads to another route's function",
    file: 'main.tf',
    find: /=> operation\["x-function"\]/,
    replace: '=> path == "/v1/job-types/{type}" ? "list-job-types" : operation["x-function"]',
    problem: /^route GET \/v1\/job-types\/\{type\} does not invoke get-job-type/,
  },
  {
    title: "an alarm's dimension is misspelt",
    file: 'modules/job-type/backlog-alarms.tf',
    find: /dimensions\s+= \{ QueueName = metric_query\.value\.queue \}/,
    replace:
      'dimensions = { (each.key == "in" && var.settings.name == "csv-etl" ? "Queue" : "QueueName") = metric_query.value.queue }',
    problem: /^scaling of csv-etl: a backlog of 0 means no change/,
  },
  {
    title: 'work in flight does not count',
    file: 'modules/job-type/backlog-alarms.tf',
    find: /"ApproximateNumberOfMessagesNotVisible"/,
    replace: '"NumberOfEmptyReceives"',
    problem: /^scaling of image-transform: one message inFlight/,
  },
  {
    title: 'nobody is told of dead letters',
    file: 'modules/job-type/trouble-alarms.tf',
    find: /(dimensions\s+= \{ QueueName = aws_sqs_queue\.)dead_letters\.name/,
    replace: '$1lane["standard"].name',
    problem: /^scaling of csv-etl: no alarm tells anybody of a dead letter/,
  },
  {
    title: 'a task is killed within its grace',
    file: 'modules/job-type/service.tf',
    find: /stopTimeout\s+= \S+/,
    replace: 'stopTimeout = 60',
    problem: /^service of document-render: is killed after 60 s, within its grace/,
  },
  {
    title: "one of a job function's messages that comes again brings back its batch",
    file: 'modules/job-type/function.tf',
    find: /function_response_types = \["ReportBatchItemFailures"\]/,
    replace: 'function_response_types = []',
    problem: /^function of text-analyze: one message of queue text-analyze-high that comes again brings back its batch/,
  },
  {
    title: 'a job function gets one job at a time instead of a batch',
    file: 'modules/job-type/function.tf',
    find: /batch_size = var\.settings\.concurrencyPerWorker/,
    replace: 'batch_size = 1',
    problem: /^function of text-analyze: queue text-analyze-standard hands over 1 jobs at once/,
  },
  {
    title: 'the schedule invokes another function',
    file: 'scheduler.tf',
    find: /(target \{\s+arn\s+= module\.function\[)"reconcile-jobs"/,
    replace: '$1"redrive-dead-letters"',
    problem: /^the schedule of reconcile-jobs invokes .*redrive-dead-letters/,
  },
  {
    title: 'events arrive that no webhook wants',
    file: 'modules/webhooks/main.tf',
    find: /\{ webhook = \["true"\] \}/,
    replace: '{ type = ["job.succeeded"] }',
    problem: /^webhooks: events arrive that no webhook wants/,
  },
  {
    title: 'one webhook that fails brings back the others of its batch',
    file: 'modules/subscribed-queue/main.tf',
    find: /function_response_types = \["ReportBatchItemFailures"\]/,
    replace: 'function_response_types = []',
    problem: /^webhooks: one message that fails brings back its batch/,
  },
  {
    title: 'events arrive that nobody watches',
    file: 'modules/push/queue.tf',
    find: /\{ watched = \["true"\] \}/,
    replace: '{ type = ["job.succeeded"] }',
    problem: /^push: events arrive that nobody watches/,
  },
  {
    title: 'events arrive that nothing waits for',
    file: 'main.tf',
    find: /\{ settles = \["true"\] \}/,
    replace: '{ type = ["job.succeeded"] }',
    problem: /^settlements: events arrive that nothing waits for/,
  },
  {
    title: 'a message over a WebSocket leads to another function',
    file: 'modules/push/main.tf',
    find: /unsubscribe {3}= "push-messages"/,
    replace: 'unsubscribe   = "disconnect"',
    problem: /^push: route unsubscribe does not invoke push-messages/,
  },
  {
    title: 'clients are sent to another stage',
    file: 'modules/push/outputs.tf',
    find: /"wss:\/\/\$\{local\.address\}\/\$\{local\.stage\}"/,
    replace: '"wss://${local.address}/prod"',
    problem: /^function create-connection: WEBSOCKET_URL is /,
  },
  {
    title: 'the page may be read from the bucket by the distributions of others',
    file: 'modules/private-bucket/main.tf',
    find: /Condition = \{ StringEquals = \{ "AWS:SourceArn" = reader\.source_arn \} \}/,
    replace: 'Condition = { StringLike = { "AWS:SourceArn" = "*" } }',
    problem: /^dashboard: the bucket is read by /,
  },
  {
    title: "the API's answers are kept below the page",
    file: 'modules/dashboard/distribution.tf',
    find: /= local\.caching_disabled/,
    replace: '= local.caching_optimized',
    problem: /^dashboard: answers of the API are kept/,
  },
];

/**
 * Writes a mutation into a copy of infra/.
 * @throws {MutationMissedError} when its text is not there any more
 */
export async function mutate(infra: string, { title, file, find, replace }: Mutation): Promise<void> {
  const path = join(infra, file);
  const text = await readFile(path, 'utf8');
  const mutated = text.replace(find, replace);
  if (mutated === text) throw new MutationMissedError(`"${title}" finds nothing to change in infra/${file}`);
  await writeFile(path, mutated);
}
