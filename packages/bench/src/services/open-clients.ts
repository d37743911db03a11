import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { StandInEnvironment } from '@jobs/stand-ins';

/** As many as the system itself allows. */
const MAX_SOCKETS = 200;

/** Plain clients, as somebody would make them who writes against AWS by hand. */
export function openClients(environment: StandInEnvironment) {
  const settings = (endpoint: string) => ({
    endpoint,
    region: environment.AWS_REGION,
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID,
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
    },
    requestHandler: { httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS } },
  });
  const clients = {
    dynamodb: new DynamoDBClient(settings(environment.AWS_ENDPOINT_URL_DYNAMODB)),
    sqs: new SQSClient(settings(environment.AWS_ENDPOINT_URL_SQS)),
    sns: new SNSClient(settings(environment.AWS_ENDPOINT_URL_SNS)),
  };
  return {
    ...clients,
    close: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
