import Type from 'typebox';
import { FILE_NAME_PATTERN, FileReference, UploadId } from '../jobs/file-reference.ts';
import { defineJobType } from './define-job-type.ts';

const Party = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    addressLines: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 8 })),
    taxId: Type.Optional(Type.String({ maxLength: 50 })),
  },
  { additionalProperties: false },
);

const Invoice = Type.Object(
  {
    number: Type.String({ minLength: 1, maxLength: 50 }),
    issuedOn: Type.String({ format: 'date' }),
    dueOn: Type.Optional(Type.String({ format: 'date' })),
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' }),
    seller: Party,
    buyer: Party,
    lines: Type.Array(
      Type.Object(
        {
          description: Type.String({ minLength: 1, maxLength: 500 }),
          quantity: Type.Number({ minimum: 0, maximum: 1_000_000 }),
          unitPrice: Type.Number({ minimum: -1_000_000_000, maximum: 1_000_000_000 }),
          taxPercent: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 2000 },
    ),
    notes: Type.Optional(Type.String({ maxLength: 5000 })),
  },
  { additionalProperties: false },
);

export const documentRender = defineJobType({
  name: 'document-render',
  title: 'Documents as PDF',
  description: 'Renders Markdown or a structured invoice as a paginated PDF.',
  input: Type.Object(
    {
      content: Type.Object(
        {
          markdown: Type.Optional(Type.String({ minLength: 1, maxLength: 200_000 })),
          markdownUploadId: Type.Optional(UploadId),
          invoice: Type.Optional(Invoice),
        },
        {
          additionalProperties: false,
          minProperties: 1,
          maxProperties: 1,
          description: 'Exactly one of `markdown`, `markdownUploadId` and `invoice`',
        },
      ),
      title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      pageSize: Type.Optional(Type.Enum(['A4', 'LETTER'])),
      fileName: Type.Optional(Type.String({ pattern: FILE_NAME_PATTERN })),
    },
    { additionalProperties: false },
  ),
  result: Type.Object(
    {
      file: FileReference,
      pageCount: Type.Integer({ minimum: 1 }),
      invoiceTotal: Type.Optional(
        Type.String({
          pattern: '^-?\\d+(\\.\\d+)?$',
          description: 'Including tax, in the invoice’s currency: a string, so that it is exact',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  timeLimitSeconds: 5 * 60,
  concurrencyPerWorker: 2,
  compute: {
    cpuUnits: 512,
    memoryMiB: 2048,
    minTasks: 0,
    maxTasks: 10,
    scalingSteps: [
      { backlogAtLeast: 1, tasks: 1 },
      { backlogAtLeast: 20, tasks: 3 },
      { backlogAtLeast: 200, tasks: 10 },
    ],
  },
});
