import Type from 'typebox';
import { FILE_NAME_PATTERN, FileReference, UploadId } from '../jobs/file-reference.ts';
import { defineJobType, LANES } from './define-job-type.ts';

const Identifier = Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,62}$' });

const Source = Type.Object(
  {
    table: Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,62}$', description: 'The name by which the SQL knows it' }),
    format: Type.Enum(['csv', 'json', 'parquet']),
    delimiter: Type.Optional(
      Type.Enum([',', ';', '\t', '|'], { description: 'Of CSV: what separates its values; a comma by default' }),
    ),
    header: Type.Optional(
      Type.Boolean({
        description:
          'Of CSV: whether the first line names the columns, as by default; else they are column0, column1 …',
      }),
    ),
    from: Type.Object(
      {
        text: Type.Optional(Type.String({ minLength: 1, maxLength: 200_000, description: 'CSV or JSON, inline' })),
        uploadId: Type.Optional(UploadId),
      },
      { additionalProperties: false, minProperties: 1, maxProperties: 1, description: 'Either `text` or `uploadId`' },
    ),
  },
  { additionalProperties: false },
);

export const csvEtl = defineJobType({
  name: 'csv-etl',
  title: 'Tabular data through SQL',
  description:
    'Reads CSV, JSON or Parquet, runs one SQL query over it with DuckDB, and writes Parquet or CSV. The SQL reaches nothing but its sources.',
  input: Type.Object(
    {
      sources: Type.Array(Source, { minItems: 1, maxItems: 10 }),
      sql: Type.String({
        minLength: 1,
        maxLength: 20_000,
        description:
          'One SELECT statement in DuckDB’s dialect over the sources’ tables. It reaches no files, network or settings.',
      }),
      output: Type.Object(
        {
          format: Type.Enum(['csv', 'parquet']),
          fileName: Type.Optional(Type.String({ pattern: FILE_NAME_PATTERN })),
        },
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  ),
  result: Type.Object(
    {
      file: FileReference,
      rowCount: Type.Integer({ minimum: 0 }),
      columns: Type.Array(Type.Object({ name: Type.String(), type: Type.String() }, { additionalProperties: false })),
      sources: Type.Array(
        Type.Object({ table: Identifier, rowCount: Type.Integer({ minimum: 0 }) }, { additionalProperties: false }),
      ),
    },
    { additionalProperties: false },
  ),
  lanes: LANES,
  timeLimitSeconds: 30 * 60,
  concurrencyPerWorker: 2,
  compute: {
    cpuUnits: 1024,
    memoryMiB: 4096,
    minTasks: 0,
    maxTasks: 20,
    scalingSteps: [
      { backlogAtLeast: 1, tasks: 1 },
      { backlogAtLeast: 10, tasks: 4 },
      { backlogAtLeast: 100, tasks: 20 },
    ],
  },
});
