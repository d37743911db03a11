import { awsSettings, createPushChannel, url, all, type PushChannel } from '@jobs/job-store';
import type { HandlerOverrides } from '../setup/handler-dependencies.ts';

/** Where messages to connections are posted to. */
export const pushEndpoint = all({ aws: awsSettings, endpointUrl: url('CONNECTIONS_ENDPOINT_URL') });

export type PushEndpoint = ReturnType<typeof pushEndpoint>;

export const openPushChannel = (endpoint: PushEndpoint, { channel }: HandlerOverrides): PushChannel =>
  channel ?? createPushChannel(endpoint);
