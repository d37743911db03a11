import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';
import { asyncApiDocument } from '../src/asyncapi/asyncapi.ts';
import { BatchEnvelope } from '../src/batches/batch.ts';
import { BatchEvent } from '../src/batches/batch-event.ts';
import { openApiDocument } from '../src/http/openapi.ts';
import { CreateUploadRequest, SubmitJobRequest } from '../src/http/requests.ts';
import { JobEvent } from '../src/events/job-event.ts';
import { PauseRequest } from '../src/operations/controls.ts';
import { RedriveRequest } from '../src/operations/operations.ts';
import { RetryJobsRequest } from '../src/operations/retry-jobs.ts';
import { JobTopicRequest, OwnJobsRequest, PingRequest } from '../src/push/messages.ts';
import { CreateScheduleRequest, UpdateScheduleRequest } from '../src/schedules/schedule.ts';
import { JOB_TYPES } from '../src/job-types/catalogue.ts';
import {
  API_KEYS_TABLE,
  AUDIT_TABLE,
  CONNECTIONS_TABLE,
  CONTROLS_TABLE,
  JOB_GROUPS_TABLE,
  JOB_STATISTICS_TABLE,
  JOBS_TABLE,
  LIMITS_TABLE,
  SCHEDULES_TABLE,
  WEBHOOK_DELIVERIES_TABLE,
  WEBHOOK_SECRETS_TABLE,
} from '../src/storage/table-definitions.ts';
import { infrastructureSettings } from '../src/job-types/settings.ts';
import { apiDocument } from './api-document/api-document.ts';
import { packagedFiles } from './packaged-files.ts';

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** The files, by their paths from `generated/`, with their content. */
export async function generatedFiles(): Promise<Record<string, string>> {
  return {
    'openapi.json': json(openApiDocument()),
    'asyncapi.json': json(asyncApiDocument()),
    '../../../docs/api.md': await apiDocument(),
    'job-types.json': json(Object.fromEntries(JOB_TYPES.map((type) => [type.name, infrastructureSettings(type)]))),
    'tables.json': json({
      jobs: JOBS_TABLE,
      apiKeys: API_KEYS_TABLE,
      webhookDeliveries: WEBHOOK_DELIVERIES_TABLE,
      webhookSecrets: WEBHOOK_SECRETS_TABLE,
      connections: CONNECTIONS_TABLE,
      jobStatistics: JOB_STATISTICS_TABLE,
      schedules: SCHEDULES_TABLE,
      limits: LIMITS_TABLE,
      jobGroups: JOB_GROUPS_TABLE,
      controls: CONTROLS_TABLE,
      audit: AUDIT_TABLE,
    }),
    ...(await packagedFiles()),
    ...(await validatorFiles()),
  };
}

/** A file of validators each, so that a bundle holds those that its code needs and no others. */
const VALIDATORS: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  requests: { submitJob: SubmitJobRequest },
  uploads: { createUpload: CreateUploadRequest },
  operations: { redrive: RedriveRequest, retryJobs: RetryJobsRequest, pause: PauseRequest },
  schedules: { create: CreateScheduleRequest, update: UpdateScheduleRequest },
  batches: { create: BatchEnvelope, event: BatchEvent },
  events: { job: JobEvent },
  push: { jobTopic: JobTopicRequest, ownJobs: OwnJobsRequest, ping: PingRequest },
  inputs: Object.fromEntries(JOB_TYPES.map(({ name, input }) => [name, input])),
  results: Object.fromEntries(JOB_TYPES.map(({ name, result }) => [name, result])),
};

const HEADER = '// Made by "pnpm generate" from the schemas in ../../src. Do not edit.\n';

const DECLARATION = `${HEADER}import type { Validators } from '../../src/validator.ts';

export const validators: Validators;
`;

async function validatorFiles(): Promise<Record<string, string>> {
  const files = await Promise.all(
    Object.entries(VALIDATORS).map(async ([file, schemas]) => [
      [`validators/${file}.js`, await compileValidators(schemas)],
      [`validators/${file}.d.ts`, DECLARATION],
    ]),
  );
  return Object.fromEntries(files.flat()) as Record<string, string>;
}

/** Validators compiled ahead of time: no schema compiler in a Lambda's start, no code made at run time. */
async function compileValidators(schemas: Readonly<Record<string, object>>): Promise<string> {
  // `null` beside another type is how a change takes something away.
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    code: { source: true, esm: true, lines: true },
  });
  addFormats.default(ajv);
  const names = Object.keys(schemas);
  for (const name of names) ajv.addSchema(schemas[name] ?? {}, name);
  const exported = Object.fromEntries(names.map((name, i) => [`validator${i}`, name]));
  const code = standaloneCode.default(ajv, exported);
  const table = names.map((name, i) => `  ${JSON.stringify(name)}: validator${i},`).join('\n');
  const bundled = await build({
    stdin: { contents: `${code}\nexport const validators = {\n${table}\n};\n`, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    treeShaking: true,
    legalComments: 'none',
  });
  return `${HEADER}${(bundled.outputFiles[0]?.text ?? '').replace(/^export \{[^}]*\};?\s*$/m, 'export { validators };\n')}`;
}
