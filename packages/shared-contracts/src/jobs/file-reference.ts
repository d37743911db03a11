import Type, { type Static } from 'typebox';
import { UPLOAD_ID_PATTERN } from './job-id.ts';

/** The name of a file that a job writes: one path segment, nothing hidden. */
export const FILE_NAME_PATTERN = '^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$';

export const UploadId = Type.String({
  pattern: UPLOAD_ID_PATTERN,
  description: 'The id that POST /v1/uploads returned',
});

/**
 * A file that a job wrote. Results hold `key`, its place in the payload bucket;
 * the API replaces it by a presigned `url`.
 */
export const FileReference = Type.Object(
  {
    key: Type.Optional(Type.String()),
    url: Type.Optional(Type.String({ format: 'uri' })),
    name: Type.String({ pattern: FILE_NAME_PATTERN }),
    contentType: Type.String(),
    sizeBytes: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type FileReference = Static<typeof FileReference>;

/** A text given in the request itself or as an upload: exactly one of the two. */
export const TextSource = Type.Object(
  {
    text: Type.Optional(Type.String({ minLength: 1, maxLength: 200_000 })),
    uploadId: Type.Optional(UploadId),
  },
  { additionalProperties: false, minProperties: 1, maxProperties: 1, description: 'Either `text` or `uploadId`' },
);
export type TextSource = Static<typeof TextSource>;
