import { createClient, type JobTypes } from '@jobs/client';

interface OwnJobTypes extends JobTypes {
  readonly 'video-cut': {
    readonly input: { readonly uploadId: string; readonly seconds: number };
    readonly result: { readonly frames: number };
  };
}

export function createOwnClient(baseUrl: string, apiKey: string) {
  return createClient<OwnJobTypes>({ baseUrl, apiKey });
}
