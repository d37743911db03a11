import type { Environment } from '@jobs/job-store';
import type { OperationId } from '@jobs/shared-contracts';
import { createHandler as createAuthorize, type AuthorizerHandler } from './authorize/handler.ts';
import { loadConfig as loadAuthorizeConfig } from './authorize/load-config.ts';
import { createHandler as createCancelJob } from './cancel-job/handler.ts';
import { loadConfig as loadCancelJobConfig } from './cancel-job/load-config.ts';
import { createHandler as createConnect } from './connect/handler.ts';
import { loadConfig as loadConnectConfig } from './connect/load-config.ts';
import { createHandler as createCreateConnection } from './create-connection/handler.ts';
import { loadConfig as loadCreateConnectionConfig } from './create-connection/load-config.ts';
import { createHandler as createCreateUpload } from './create-upload/handler.ts';
import { loadConfig as loadCreateUploadConfig } from './create-upload/load-config.ts';
import { createHandler as createGetJob } from './get-job/handler.ts';
import { loadConfig as loadGetJobConfig } from './get-job/load-config.ts';
import { createHandler as createGetJobFile } from './get-job-file/handler.ts';
import { loadConfig as loadGetJobFileConfig } from './get-job-file/load-config.ts';
import { createHandler as createGetJobType } from './get-job-type/handler.ts';
import { loadConfig as loadGetJobTypeConfig } from './get-job-type/load-config.ts';
import { createHandler as createGetOpenapi } from './get-openapi/handler.ts';
import { loadConfig as loadGetOpenapiConfig } from './get-openapi/load-config.ts';
import { createHandler as createDeliverWebhooks, type DeliverWebhooksHandler } from './deliver-webhooks/handler.ts';
import { loadConfig as loadDeliverWebhooksConfig } from './deliver-webhooks/load-config.ts';
import { createHandler as createDisconnect } from './disconnect/handler.ts';
import { loadConfig as loadDisconnectConfig } from './disconnect/load-config.ts';
import type { ApiHandler } from './http/create-api-handler.ts';
import { createHandler as createListDeliveries } from './list-deliveries/handler.ts';
import { loadConfig as loadListDeliveriesConfig } from './list-deliveries/load-config.ts';
import { createHandler as createListJobTypes } from './list-job-types/handler.ts';
import { loadConfig as loadListJobTypesConfig } from './list-job-types/load-config.ts';
import { createHandler as createListWebhookSecrets } from './list-webhook-secrets/handler.ts';
import { loadConfig as loadListWebhookSecretsConfig } from './list-webhook-secrets/load-config.ts';
import type { WebSocketHandler } from './push/websocket-event.ts';
import { createHandler as createPushEvents, type PushEventsHandler } from './push-events/handler.ts';
import { loadConfig as loadPushEventsConfig } from './push-events/load-config.ts';
import { createHandler as createPushMessages } from './push-messages/handler.ts';
import { loadConfig as loadPushMessagesConfig } from './push-messages/load-config.ts';
import { createHandler as createReconcileJobs, type ReconcileHandler } from './reconcile-jobs/handler.ts';
import { loadConfig as loadReconcileJobsConfig } from './reconcile-jobs/load-config.ts';
import { createHandler as createRedriveDeadLetters, type RedriveHandler } from './redrive-dead-letters/handler.ts';
import { loadConfig as loadRedriveDeadLettersConfig } from './redrive-dead-letters/load-config.ts';
import { createHandler as createReplayDelivery } from './replay-delivery/handler.ts';
import { loadConfig as loadReplayDeliveryConfig } from './replay-delivery/load-config.ts';
import { createHandler as createRetryWebhooks, type RetryWebhooksHandler } from './retry-webhooks/handler.ts';
import { loadConfig as loadRetryWebhooksConfig } from './retry-webhooks/load-config.ts';
import { createHandler as createRotateWebhookSecret } from './rotate-webhook-secret/handler.ts';
import { loadConfig as loadRotateWebhookSecretConfig } from './rotate-webhook-secret/load-config.ts';
import { createHandler as createCancelAnyJob } from './cancel-any-job/handler.ts';
import { loadConfig as loadCancelAnyJobConfig } from './cancel-any-job/load-config.ts';
import { createHandler as createGetAnyJob } from './get-any-job/handler.ts';
import { loadConfig as loadGetAnyJobConfig } from './get-any-job/load-config.ts';
import { createHandler as createGetOverview } from './get-overview/handler.ts';
import { loadConfig as loadGetOverviewConfig } from './get-overview/load-config.ts';
import { createHandler as createListFailures } from './list-failures/handler.ts';
import { loadConfig as loadListFailuresConfig } from './list-failures/load-config.ts';
import { createHandler as createListJobs } from './list-jobs/handler.ts';
import { loadConfig as loadListJobsConfig } from './list-jobs/load-config.ts';
import { createHandler as createRedriveJobs } from './redrive-jobs/handler.ts';
import { loadConfig as loadRedriveJobsConfig } from './redrive-jobs/load-config.ts';
import { createHandler as createRetryAnyJob } from './retry-any-job/handler.ts';
import { loadConfig as loadRetryAnyJobConfig } from './retry-any-job/load-config.ts';
import { createHandler as createListAudit } from './list-audit/handler.ts';
import { loadConfig as loadListAuditConfig } from './list-audit/load-config.ts';
import { createHandler as createPauseJobType } from './pause-job-type/handler.ts';
import { loadConfig as loadPauseJobTypeConfig } from './pause-job-type/load-config.ts';
import { createHandler as createResumeJobType } from './resume-job-type/handler.ts';
import { loadConfig as loadResumeJobTypeConfig } from './resume-job-type/load-config.ts';
import { createHandler as createRetryJobs } from './retry-jobs/handler.ts';
import { loadConfig as loadRetryJobsConfig } from './retry-jobs/load-config.ts';
import { createHandler as createRetryJob } from './retry-job/handler.ts';
import { loadConfig as loadRetryJobConfig } from './retry-job/load-config.ts';
import { createHandler as createCreateSchedule } from './create-schedule/handler.ts';
import { loadConfig as loadCreateScheduleConfig } from './create-schedule/load-config.ts';
import { createHandler as createListSchedules } from './list-schedules/handler.ts';
import { loadConfig as loadListSchedulesConfig } from './list-schedules/load-config.ts';
import { createHandler as createGetSchedule } from './get-schedule/handler.ts';
import { loadConfig as loadGetScheduleConfig } from './get-schedule/load-config.ts';
import { createHandler as createUpdateSchedule } from './update-schedule/handler.ts';
import { loadConfig as loadUpdateScheduleConfig } from './update-schedule/load-config.ts';
import { createHandler as createDeleteSchedule } from './delete-schedule/handler.ts';
import { loadConfig as loadDeleteScheduleConfig } from './delete-schedule/load-config.ts';
import { createHandler as createRunSchedules, type RunSchedulesHandler } from './run-schedules/handler.ts';
import { loadConfig as loadRunSchedulesConfig } from './run-schedules/load-config.ts';
import { createHandler as createSettleJobs, type SettleJobsHandler } from './settle-jobs/handler.ts';
import { loadConfig as loadSettleJobsConfig } from './settle-jobs/load-config.ts';
import { createHandler as createSubmitBatch } from './submit-batch/handler.ts';
import { loadConfig as loadSubmitBatchConfig } from './submit-batch/load-config.ts';
import { createHandler as createListBatches } from './list-batches/handler.ts';
import { loadConfig as loadListBatchesConfig } from './list-batches/load-config.ts';
import { createHandler as createGetBatch } from './get-batch/handler.ts';
import { loadConfig as loadGetBatchConfig } from './get-batch/load-config.ts';
import { createHandler as createListBatchJobs } from './list-batch-jobs/handler.ts';
import { loadConfig as loadListBatchJobsConfig } from './list-batch-jobs/load-config.ts';
import { createHandler as createGetBatchManifest } from './get-batch-manifest/handler.ts';
import { loadConfig as loadGetBatchManifestConfig } from './get-batch-manifest/load-config.ts';
import { createHandler as createCancelBatch } from './cancel-batch/handler.ts';
import { loadConfig as loadCancelBatchConfig } from './cancel-batch/load-config.ts';
import type { HandlerOverrides } from './setup/handler-dependencies.ts';
import { createHandler as createSubmitJob } from './submit-job/handler.ts';
import { loadConfig as loadSubmitJobConfig } from './submit-job/load-config.ts';

export { createApiKey, hashApiKey } from './authorize/api-keys.ts';
export type { AuthorizerHandler } from './authorize/handler.ts';
export type { ApiEvent, ApiResponse } from './http/api-event.ts';
export type { AuthorizerContext } from './http/authorizer-context.ts';
export type { ApiHandler } from './http/create-api-handler.ts';
export { createLogger, type Logger } from './logging/create-logger.ts';
export type { WebSocketEvent, WebSocketHandler } from './push/websocket-event.ts';
export type { ReconcileHandler } from './reconcile-jobs/handler.ts';
export type { ReconcileOutcome } from './reconcile-jobs/reconcile-jobs.ts';
export type { RedriveHandler } from './redrive-dead-letters/handler.ts';
export type { HandlerOverrides } from './setup/handler-dependencies.ts';

type Create<Handler> = (env: Environment, overrides?: HandlerOverrides) => Handler;

/** Makes each Lambda function's handler, by the function's name, from an environment: as its entry file does on AWS. */
export const createHandlers: Readonly<Record<OperationId, Create<ApiHandler>>> & {
  readonly authorize: Create<AuthorizerHandler>;
  readonly 'reconcile-jobs': Create<ReconcileHandler>;
  readonly 'run-schedules': Create<RunSchedulesHandler>;
  readonly 'deliver-webhooks': Create<DeliverWebhooksHandler>;
  readonly 'retry-webhooks': Create<RetryWebhooksHandler>;
  readonly connect: Create<WebSocketHandler>;
  readonly disconnect: Create<WebSocketHandler>;
  readonly 'push-messages': Create<WebSocketHandler>;
  readonly 'push-events': Create<PushEventsHandler>;
  readonly 'settle-jobs': Create<SettleJobsHandler>;
  readonly 'redrive-dead-letters': Create<RedriveHandler>;
} = {
  'submit-job': (env, overrides) => createSubmitJob(loadSubmitJobConfig(env), overrides),
  'get-job': (env, overrides) => createGetJob(loadGetJobConfig(env), overrides),
  'get-job-file': (env, overrides) => createGetJobFile(loadGetJobFileConfig(env), overrides),
  'cancel-job': (env, overrides) => createCancelJob(loadCancelJobConfig(env), overrides),
  'create-connection': (env, overrides) => createCreateConnection(loadCreateConnectionConfig(env), overrides),
  connect: (env, overrides) => createConnect(loadConnectConfig(env), overrides),
  disconnect: (env, overrides) => createDisconnect(loadDisconnectConfig(env), overrides),
  'push-messages': (env, overrides) => createPushMessages(loadPushMessagesConfig(env), overrides),
  'push-events': (env, overrides) => createPushEvents(loadPushEventsConfig(env), overrides),
  'create-upload': (env, overrides) => createCreateUpload(loadCreateUploadConfig(env), overrides),
  'list-job-types': (env, overrides) => createListJobTypes(loadListJobTypesConfig(env), overrides),
  'get-job-type': (env, overrides) => createGetJobType(loadGetJobTypeConfig(env), overrides),
  'get-openapi': (env, overrides) => createGetOpenapi(loadGetOpenapiConfig(env), overrides),
  'list-deliveries': (env, overrides) => createListDeliveries(loadListDeliveriesConfig(env), overrides),
  'replay-delivery': (env, overrides) => createReplayDelivery(loadReplayDeliveryConfig(env), overrides),
  'rotate-webhook-secret': (env, overrides) => createRotateWebhookSecret(loadRotateWebhookSecretConfig(env), overrides),
  'list-webhook-secrets': (env, overrides) => createListWebhookSecrets(loadListWebhookSecretsConfig(env), overrides),
  'cancel-any-job': (env, overrides) => createCancelAnyJob(loadCancelAnyJobConfig(env), overrides),
  'get-any-job': (env, overrides) => createGetAnyJob(loadGetAnyJobConfig(env), overrides),
  'get-overview': (env, overrides) => createGetOverview(loadGetOverviewConfig(env), overrides),
  'list-failures': (env, overrides) => createListFailures(loadListFailuresConfig(env), overrides),
  'list-jobs': (env, overrides) => createListJobs(loadListJobsConfig(env), overrides),
  'redrive-jobs': (env, overrides) => createRedriveJobs(loadRedriveJobsConfig(env), overrides),
  'retry-any-job': (env, overrides) => createRetryAnyJob(loadRetryAnyJobConfig(env), overrides),
  'retry-jobs': (env, overrides) => createRetryJobs(loadRetryJobsConfig(env), overrides),
  'pause-job-type': (env, overrides) => createPauseJobType(loadPauseJobTypeConfig(env), overrides),
  'resume-job-type': (env, overrides) => createResumeJobType(loadResumeJobTypeConfig(env), overrides),
  'list-audit': (env, overrides) => createListAudit(loadListAuditConfig(env), overrides),
  'retry-job': (env, overrides) => createRetryJob(loadRetryJobConfig(env), overrides),
  'create-schedule': (env, overrides) => createCreateSchedule(loadCreateScheduleConfig(env), overrides),
  'list-schedules': (env, overrides) => createListSchedules(loadListSchedulesConfig(env), overrides),
  'get-schedule': (env, overrides) => createGetSchedule(loadGetScheduleConfig(env), overrides),
  'update-schedule': (env, overrides) => createUpdateSchedule(loadUpdateScheduleConfig(env), overrides),
  'delete-schedule': (env, overrides) => createDeleteSchedule(loadDeleteScheduleConfig(env), overrides),
  'run-schedules': (env, overrides) => createRunSchedules(loadRunSchedulesConfig(env), overrides),
  'deliver-webhooks': (env, overrides) => createDeliverWebhooks(loadDeliverWebhooksConfig(env), overrides),
  'submit-batch': (env, overrides) => createSubmitBatch(loadSubmitBatchConfig(env), overrides),
  'list-batches': (env, overrides) => createListBatches(loadListBatchesConfig(env), overrides),
  'get-batch': (env, overrides) => createGetBatch(loadGetBatchConfig(env), overrides),
  'list-batch-jobs': (env, overrides) => createListBatchJobs(loadListBatchJobsConfig(env), overrides),
  'get-batch-manifest': (env, overrides) => createGetBatchManifest(loadGetBatchManifestConfig(env), overrides),
  'cancel-batch': (env, overrides) => createCancelBatch(loadCancelBatchConfig(env), overrides),
  'settle-jobs': (env, overrides) => createSettleJobs(loadSettleJobsConfig(env), overrides),
  'retry-webhooks': (env, overrides) => createRetryWebhooks(loadRetryWebhooksConfig(env), overrides),
  authorize: (env, overrides) => createAuthorize(loadAuthorizeConfig(env), overrides),
  'reconcile-jobs': (env, overrides) => createReconcileJobs(loadReconcileJobsConfig(env), overrides),
  'redrive-dead-letters': (env, overrides) => createRedriveDeadLetters(loadRedriveDeadLettersConfig(env), overrides),
};

export type FunctionName = keyof typeof createHandlers;
