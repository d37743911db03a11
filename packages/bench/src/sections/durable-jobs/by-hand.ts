import { UpdateItemCommand, type DynamoDBClient, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Message } from '@aws-sdk/client-sqs';
import { PublishBatchCommand, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { StandInEnvironment } from '@jobs/stand-ins';
import { RESULT } from '../../worker/runner-of.ts';

export interface HandWritten {
  readonly dynamodb: DynamoDBClient;
  readonly sns: SNSClient;
  readonly environment: StandInEnvironment;
}

type Status = 'RUNNING' | 'SUCCEEDED';

const jobIdOf = ({ Body = '' }: Message) => (JSON.parse(Body) as { readonly jobId: string }).jobId;

const eventOf = (jobId: string, status: Status) => JSON.stringify({ jobId, status, time: new Date().toISOString() });

/** The two updates that a durable job cannot do without: taking it once, and ending it by whoever took it. */
export const updatesOf = (tableName: string, jobId: string) => ({
  claim: {
    TableName: tableName,
    Key: { jobId: { S: jobId } },
    UpdateExpression: 'SET #status = :running, #lease = :lease ADD #attempt :one',
    ConditionExpression: '#status = :queued',
    ExpressionAttributeNames: { '#status': 'status', '#lease': 'leaseExpiresAt', '#attempt': 'attempt' },
    ExpressionAttributeValues: {
      ':running': { S: 'RUNNING' },
      ':queued': { S: 'QUEUED' },
      ':lease': { N: String(Date.now() + 60_000) },
      ':one': { N: '1' },
    },
  } satisfies UpdateItemCommandInput,
  complete: {
    TableName: tableName,
    Key: { jobId: { S: jobId } },
    UpdateExpression: 'SET #status = :succeeded, #result = :result REMOVE #lease, dueAt, dueShard',
    ConditionExpression: '#status = :running AND #attempt = :one',
    ExpressionAttributeNames: {
      '#status': 'status',
      '#lease': 'leaseExpiresAt',
      '#attempt': 'attempt',
      '#result': 'result',
    },
    ExpressionAttributeValues: {
      ':succeeded': { S: 'SUCCEEDED' },
      ':running': { S: 'RUNNING' },
      ':result': { S: JSON.stringify(RESULT) },
      ':one': { N: '1' },
    },
  } satisfies UpdateItemCommandInput,
});

/** A message at a time, as the usual example has it: claim, publish, complete, publish. */
export const handleOne =
  ({ dynamodb, sns, environment }: HandWritten) =>
  async (message: Message): Promise<Message> => {
    const jobId = jobIdOf(message);
    const { claim, complete } = updatesOf(environment.JOBS_TABLE_NAME, jobId);
    const publish = (status: Status) =>
      sns.send(new PublishCommand({ TopicArn: environment.JOB_EVENTS_TOPIC_ARN, Message: eventOf(jobId, status) }));
    await dynamodb.send(new UpdateItemCommand(claim));
    await publish('RUNNING');
    await dynamodb.send(new UpdateItemCommand(complete));
    await publish('SUCCEEDED');
    return message;
  };

/** Ten at a time, with what can be batched in batches. */
export const handleBatch =
  ({ dynamodb, sns, environment }: HandWritten) =>
  async (messages: Message[]): Promise<Message[]> => {
    const jobs = messages.map((message) => ({
      jobId: jobIdOf(message),
      ...updatesOf(environment.JOBS_TABLE_NAME, jobIdOf(message)),
    }));
    const publish = (status: Status) =>
      sns.send(
        new PublishBatchCommand({
          TopicArn: environment.JOB_EVENTS_TOPIC_ARN,
          PublishBatchRequestEntries: jobs.map(({ jobId }, index) => ({
            Id: String(index),
            Message: eventOf(jobId, status),
          })),
        }),
      );
    await Promise.all(jobs.map(({ claim }) => dynamodb.send(new UpdateItemCommand(claim))));
    await publish('RUNNING');
    await Promise.all(jobs.map(({ complete }) => dynamodb.send(new UpdateItemCommand(complete))));
    await publish('SUCCEEDED');
    return messages;
  };
