import type { OpenPart } from '../open-part.ts';
import { createPayloadStore } from './create-payload-store.ts';
import { openS3 } from './open-s3.ts';

export const payloads: OpenPart<'payloads'> = ({ bucketName }, clients, now) =>
  createPayloadStore({ client: clients.of(openS3), bucketName, now });
