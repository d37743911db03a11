import type { Prices } from '@jobs/prices';
import { median } from '../../report/median.ts';
import type { Invocations } from './functions.ts';
import { sumUsage, type CountedUsage } from './usage.ts';

/** Dollars for a million jobs, by service. */
export type Cost = Readonly<Record<PricedService, number>>;

export const PRICED_SERVICES = ['API Gateway', 'Lambda', 'SQS', 'DynamoDB', 'SNS', 'S3'] as const;
type PricedService = (typeof PRICED_SERVICES)[number];

/** What some jobs have used. */
export interface Used {
  readonly jobs: number;
  readonly usage: readonly CountedUsage[];
  readonly invocations: readonly Pick<Invocations, 'functionName' | 'durationsMs'>[];
  readonly httpRequests: number;
  readonly webSocketMessages: number;
  readonly connectionMinutes: number;
}

/** S3 asks for more for these. */
const isPut = ({ operation }: CountedUsage) => !/^(Get|Head)/.test(operation);

/** @param memoryMibOf of a function, as it is declared */
export function costOf(used: Used, prices: Prices, memoryMibOf: (functionName: string) => number): Cost {
  const { apiGateway, sqs, dynamoDbOnDemand: dynamoDb, sns, s3Standard: s3 } = prices;
  const of = (service: CountedUsage['service'], when: (one: CountedUsage) => boolean = () => true) =>
    sumUsage(used.usage.filter((one) => one.service === service && when(one)));
  const [queue, table, topic] = [of('sqs'), of('dynamodb'), of('sns')];
  const dollars: Cost = {
    'API Gateway':
      used.httpRequests * apiGateway.usdPerMillionHttpApiRequests +
      used.webSocketMessages * apiGateway.usdPerMillionWebSocketMessages +
      used.connectionMinutes * apiGateway.usdPerMillionWebSocketConnectionMinutes,
    Lambda: lambdaDollars(used.invocations, prices, memoryMibOf),
    SQS:
      queue.requests * sqs.usdPerMillionStandardRequests + queue.fairRequests * sqs.usdPerMillionFairQueueRequestsOnTop,
    DynamoDB:
      (table.tableWriteUnits + table.indexWriteUnits) * dynamoDb.usdPerMillionWriteUnits +
      table.readUnits * dynamoDb.usdPerMillionReadUnits,
    SNS: topic.requests * sns.usdPerMillionPublishes,
    S3:
      of('s3', isPut).requests * s3.usdPerMillionPuts + of('s3', (one) => !isPut(one)).requests * s3.usdPerMillionGets,
  };
  // Prices are for a million: what one job has used of them is what a million jobs cost.
  return Object.fromEntries(PRICED_SERVICES.map((service) => [service, dollars[service] / used.jobs])) as Cost;
}

/** Each invocation is billed by the millisecond; the median stands for all, since a run here is disturbed by others. */
function lambdaDollars(
  invocations: Used['invocations'],
  { lambdaArm64 }: Prices,
  memoryMibOf: (functionName: string) => number,
): number {
  const each = invocations.map(({ functionName, durationsMs }) => {
    const gbSeconds = (Math.ceil(median(durationsMs)) / 1000) * (memoryMibOf(functionName) / 1024);
    return durationsMs.length * (lambdaArm64.usdPerMillionRequests + gbSeconds * lambdaArm64.usdPerGbSecond * 1e6);
  });
  return each.reduce((total, dollars) => total + dollars, 0);
}

export const totalOf = (cost: Cost) => PRICED_SERVICES.reduce((total, service) => total + cost[service], 0);
