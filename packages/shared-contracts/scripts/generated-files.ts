import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';
import { asyncApiDocument } from '../src/asyncapi/asyncapi.ts';
import { openApiDocument } from '../src/http/openapi.ts';
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
import { VALIDATED_SCHEMAS } from '../src/validated-schemas.ts';
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

const HEADER = '// Made by "pnpm generate" from the schemas in ../../src. Do not edit.\n';

const DECLARATION = `${HEADER}import type { Validators } from '../../src/validator.ts';

export const validators: Validators;
`;

async function validatorFiles(): Promise<Record<string, string>> {
  const files = await Promise.all(
    Object.entries(VALIDATED_SCHEMAS).map(async ([file, schemas]) => [
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
