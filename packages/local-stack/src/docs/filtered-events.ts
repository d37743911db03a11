import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { JobEvent, JobView } from '@jobs/shared-contracts';
import { readExample } from '../demo/example-requests.ts';
import type { LocalStack } from '../start-local-stack.ts';
import { callApi, type Api } from './call-api.ts';

type FilterPolicy = Readonly<Record<string, readonly string[]>>;

/**
 * The events that a subscription with the policy is sent of two jobs, first of text-analyze and then of csv-etl, both
 * of which succeed. That of the last end comes last, so that what else comes is there by then.
 */
export async function filteredEvents(stack: LocalStack, api: Api, policy: FilterPolicy): Promise<JobEvent[]> {
  const sqs = new SQSClient(settingsOf(stack, 'SQS'));
  try {
    const queueUrl = await subscribeQueue(stack, sqs, policy);
    await runToEnd(api, 'text-analyze');
    const last = await runToEnd(api, 'csv-etl');
    const events: JobEvent[] = [];
    while (!events.some(({ subject, type }) => subject === last && type === 'job.succeeded')) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      events.push(...Messages.map(({ Body = '' }) => JSON.parse(Body) as JobEvent));
    }
    return events;
  } finally {
    sqs.destroy();
  }
}

function settingsOf({ environment }: LocalStack, service: 'SNS' | 'SQS') {
  return {
    region: environment['AWS_REGION'] ?? '',
    endpoint: environment[`AWS_ENDPOINT_URL_${service}`] ?? '',
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  };
}

async function subscribeQueue(stack: LocalStack, sqs: SQSClient, policy: FilterPolicy): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'filtered-job-events' }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const sns = new SNSClient(settingsOf(stack, 'SNS'));
  await sns.send(
    new SubscribeCommand({
      TopicArn: stack.environment['JOB_EVENTS_TOPIC_ARN'],
      Protocol: 'sqs',
      Endpoint: Attributes?.['QueueArn'],
      Attributes: { RawMessageDelivery: 'true', FilterPolicy: JSON.stringify(policy) },
    }),
  );
  sns.destroy();
  return QueueUrl;
}

async function runToEnd(api: Api, example: string): Promise<string> {
  let job = await callApi<JobView>(api, 'POST', '/v1/jobs', await readExample(example));
  while (job.status !== 'SUCCEEDED') job = await callApi<JobView>(api, 'GET', `/v1/jobs/${job.id}`);
  return job.id;
}
