import { DeleteObjectsCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { payloadKeys } from '../../port/payload-store.ts';
import { callService } from '../call-service.ts';
import type { PayloadStoreSettings } from './payload-store-settings.ts';

/** A page of a listing has at most 1,000 keys, as many as one call deletes. */
export async function deletePayloadsOf({ client, bucketName: Bucket }: PayloadStoreSettings, jobId: string) {
  for (const Prefix of payloadKeys.foldersOf(jobId)) {
    await callService('S3', 'DeleteObjects', async () => {
      for await (const { Contents = [] } of paginateListObjectsV2({ client: client() }, { Bucket, Prefix })) {
        if (Contents.length === 0) continue;
        const Objects = Contents.map(({ Key = '' }) => ({ Key }));
        const { Errors = [] } = await client().send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        );
        if (Errors.length > 0) throw new Error(`${Errors.length} objects were not deleted: ${Errors[0]?.Code}`);
      }
    });
  }
}
