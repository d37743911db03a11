import { UPLOAD_ID_PATTERN } from '@jobs/shared-contracts';

export interface UploadReference {
  readonly uploadId: string;
  /** Where in the request, as a URI fragment: `#/input/image/uploadId`. */
  readonly pointer: string;
}

const uploadId = new RegExp(UPLOAD_ID_PATTERN);
const isUploadField = (name: string) => name === 'uploadId' || name.endsWith('UploadId');
const token = (name: string) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Every upload that an input names, in a field called `uploadId` or `…UploadId`, at whatever depth. */
export function findUploadReferences(value: unknown, pointer = '#/input'): UploadReference[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const at = `${pointer}/${token(name)}`;
    return isUploadField(name) && typeof member === 'string' && uploadId.test(member)
      ? [{ uploadId: member, pointer: at }]
      : findUploadReferences(member, at);
  });
}
