import Type from 'typebox';
import { FILE_NAME_PATTERN, FileReference, UploadId } from '../jobs/file-reference.ts';
import { defineJobType } from './define-job-type.ts';

const Pixels = Type.Integer({ minimum: 1, maximum: 10_000 });
const Format = Type.Enum(['jpeg', 'png', 'webp', 'avif']);

const Output = Type.Object(
  {
    fileName: Type.String({ pattern: FILE_NAME_PATTERN }),
    format: Format,
    crop: Type.Optional(
      Type.Object(
        {
          left: Type.Integer({ minimum: 0, maximum: 100_000 }),
          top: Type.Integer({ minimum: 0, maximum: 100_000 }),
          width: Pixels,
          height: Pixels,
        },
        { additionalProperties: false, description: 'Cut out of the source before resizing' },
      ),
    ),
    resize: Type.Optional(
      Type.Object(
        {
          width: Type.Optional(Pixels),
          height: Type.Optional(Pixels),
          fit: Type.Optional(Type.Enum(['cover', 'contain', 'fill', 'inside', 'outside'])),
        },
        { additionalProperties: false, minProperties: 1 },
      ),
    ),
    quality: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
);

export const imageTransform = defineJobType({
  name: 'image-transform',
  title: 'Images resized, cropped and converted',
  description:
    'Makes one or more images out of an uploaded JPEG, PNG, WebP or AVIF: turned upright, in sRGB, without metadata; of an animation, the first frame.',
  input: Type.Object(
    {
      image: Type.Object({ uploadId: UploadId }, { additionalProperties: false }),
      outputs: Type.Array(Output, { minItems: 1, maxItems: 20 }),
    },
    { additionalProperties: false },
  ),
  result: Type.Object(
    {
      source: Type.Object(
        {
          width: Type.Integer(),
          height: Type.Integer(),
          format: Type.String(),
          sizeBytes: Type.Integer(),
          hasAlpha: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
      outputs: Type.Array(
        Type.Object(
          { file: FileReference, width: Type.Integer(), height: Type.Integer(), format: Format },
          { additionalProperties: false },
        ),
      ),
    },
    { additionalProperties: false },
  ),
  timeLimitSeconds: 5 * 60,
  concurrencyPerWorker: 2,
  compute: {
    cpuUnits: 1024,
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
