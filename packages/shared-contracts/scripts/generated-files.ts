import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';
import { openApiDocument } from '../src/http/openapi.ts';
import { CreateUploadRequest, SubmitJobRequest } from '../src/http/requests.ts';
import { JobEvent } from '../src/events/job-event.ts';
import { JOB_TYPES } from '../src/job-types/catalogue.ts';
import { API_KEYS_TABLE, JOBS_TABLE } from '../src/storage/table-definitions.ts';
import { infrastructureSettings } from '../src/job-types/settings.ts';

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** The files of `generated/` by name, with their content. */
export async function generatedFiles(): Promise<Record<string, string>> {
  return {
    'openapi.json': json(openApiDocument()),
    'job-types.json': json(Object.fromEntries(JOB_TYPES.map((type) => [type.name, infrastructureSettings(type)]))),
    'tables.json': json({ jobs: JOBS_TABLE, apiKeys: API_KEYS_TABLE }),
    'validators.js': await validators(),
  };
}

/** Validators compiled ahead of time: no schema compiler in a Lambda's start, no code made at run time. */
async function validators(): Promise<string> {
  const schemas: Record<string, object> = {
    submitJobRequest: SubmitJobRequest,
    createUploadRequest: CreateUploadRequest,
    jobEvent: JobEvent,
  };
  for (const { name, input, result } of JOB_TYPES) {
    schemas[`input:${name}`] = input;
    schemas[`result:${name}`] = result;
  }
  const ajv = new Ajv2020({ allErrors: true, strict: true, code: { source: true, esm: true, lines: true } });
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
  const header = '// Made by "pnpm generate" from the schemas in ../src. Do not edit.\n';
  return `${header}${(bundled.outputFiles[0]?.text ?? '').replace(/^export \{[^}]*\};?\s*$/m, 'export { validators };\n')}`;
}
