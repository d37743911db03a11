import {
  ApiGatewayManagementApiClient,
  GoneException,
  PayloadTooLargeException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { AwsSettings } from '../../config/job-store-config.ts';
import type { PushChannel } from '../../port/push-channel.ts';
import { callService } from '../call-service.ts';
import { clientSettings } from '../client-settings.ts';

export interface PushChannelSettings {
  readonly aws: AwsSettings;
  /** Of the stage that the connections are open on. */
  readonly endpointUrl: string;
}

const REQUEST_TIMEOUT_MS = 5000;

/**
 * Sends by API Gateway's management API. It is no part of the job store, so that only the functions that push have its
 * client in their bundles.
 */
export function createPushChannel({ aws, endpointUrl }: PushChannelSettings): PushChannel {
  let made: ApiGatewayManagementApiClient | undefined;
  const client = () =>
    (made ??= new ApiGatewayManagementApiClient(clientSettings(aws, endpointUrl, REQUEST_TIMEOUT_MS)));
  return {
    post: (connectionId, message) =>
      callService('API Gateway', 'PostToConnection', async () => {
        const Data = JSON.stringify(message);
        try {
          await client().send(new PostToConnectionCommand({ ConnectionId: connectionId, Data }));
          return 'sent';
        } catch (error) {
          if (error instanceof GoneException) return 'gone';
          if (error instanceof PayloadTooLargeException) return 'too-large';
          throw error;
        }
      }),
  };
}
