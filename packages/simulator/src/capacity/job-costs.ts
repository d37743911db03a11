import { PRICES } from '@jobs/prices';
import { indexUnitsOf, type WriteUnits } from '@jobs/prices/dynamodb-units';
import { SHORT_JOB } from './short-job.ts';

/** Dollars for a million short jobs, by service. */
export function costsOfMillion(units: WriteUnits): Readonly<Record<string, number>> {
  const { apiGateway, lambdaArm64, dynamoDbOnDemand, sqs, sns, fargateArm64 } = PRICES;
  const { workSeconds, slotsPerTask, taskVcpus, taskGb, busyShare, events, batch, submitSeconds, submitGb } = SHORT_JOB;
  // One call to send, and a part of one to receive and to delete.
  const sqsRequests = 1 + 2 / batch;
  // The first event by the submission, the others in batches.
  const publishes = 1 + (events - 1) / batch;
  const taskHours = (1e6 * workSeconds) / slotsPerTask / busyShare / 3600;
  return {
    'API Gateway': apiGateway.usdPerMillionHttpApiRequests,
    Lambda: lambdaArm64.usdPerMillionRequests + 1e6 * submitSeconds * submitGb * lambdaArm64.usdPerGbSecond,
    DynamoDB: (units.table + indexUnitsOf(units)) * dynamoDbOnDemand.usdPerMillionWriteUnits,
    SQS: sqsRequests * (sqs.usdPerMillionStandardRequests + sqs.usdPerMillionFairQueueRequestsOnTop),
    SNS: publishes * sns.usdPerMillionPublishes,
    Fargate: taskHours * (taskVcpus * fargateArm64.usdPerVcpuHour + taskGb * fargateArm64.usdPerGbHour),
  };
}
