import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { payloadKeys, type JobRecord } from '@jobs/job-store';
import { FILE_NAME_PATTERN, findJobType } from '@jobs/shared-contracts';
import type { JobPayloads } from '../define-job.ts';
import { PermanentJobError } from '../errors.ts';
import type { PayloadAccess } from './payload-access.ts';

const fileName = new RegExp(FILE_NAME_PATTERN);

/** A job's view of the payload store: its owner's uploads, and the attempt's own result files. */
export function createJobPayloads(
  store: PayloadAccess,
  job: JobRecord,
  temporaryDirectory: string,
  deleteAfterDays = findJobType(job.type)?.resultRetentionDays,
): JobPayloads {
  const openUpload = async (uploadId: string) => {
    const upload = await store.findUpload(job.owner, uploadId);
    if (!upload) throw new PermanentJobError(`There is no upload ${uploadId}`, { code: 'upload-not-found' });
    return store.readUpload(job.owner, uploadId);
  };

  return {
    temporaryDirectory,
    openUpload,
    readUpload: async (uploadId, { maxBytes }) => {
      const limited = bounded(uploadId, maxBytes);
      const [content] = await Promise.all([buffer(limited), pipeline(await openUpload(uploadId), limited)]);
      return content;
    },
    downloadUpload: async (uploadId, name, { maxBytes = Number.POSITIVE_INFINITY } = {}) => {
      const path = join(temporaryDirectory, checkedName(name));
      await pipeline(await openUpload(uploadId), bounded(uploadId, maxBytes), createWriteStream(path));
      return path;
    },
    writeFile: async (name, content, contentType) => {
      const key = payloadKeys.file(job.jobId, job.attempt, checkedName(name));
      const body = content instanceof Readable || Buffer.isBuffer(content) ? content : createReadStream(content.path);
      const { sizeBytes } = await store.putFile(key, body, contentType, { deleteAfterDays });
      return { key, name, contentType, sizeBytes };
    },
  };
}

/** Lets at most `maxBytes` through. */
function bounded(uploadId: string, maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= maxBytes) return done(undefined, chunk);
      const message = `The upload ${uploadId} is larger than the ${maxBytes} bytes that this job type takes`;
      return done(new PermanentJobError(message, { code: 'upload-too-large' }));
    },
  });
}

function checkedName(name: string): string {
  if (fileName.test(name)) return name;
  throw new PermanentJobError(
    `"${name}" is no file name: use letters, digits, ".", "_" and "-", at most 100, not beginning with "." or "-"`,
    { code: 'invalid-file-name' },
  );
}
