import type { InvokeFunction } from '../functions/invoke-function.ts';
import { startSqsEventSource, type SqsEventSourceOptions } from './start-sqs-event-source.ts';

/** As infra/ has them with its subscribed queues: by function, the variable that names its queue. */
const QUEUES = {
  'deliver-webhooks': 'WEBHOOK_QUEUE_URL',
  'push-events': 'PUSH_QUEUE_URL',
  'settle-jobs': 'SETTLEMENTS_QUEUE_URL',
} as const;

type Environment = SqsEventSourceOptions['environment'] &
  Readonly<Record<(typeof QUEUES)[keyof typeof QUEUES], string>>;

/** Has the queues of the API's functions invoke them. */
export function startEventSources(environment: Environment, invoke: InvokeFunction, report: (message: string) => void) {
  return Object.entries(QUEUES).map(([functionName, variable]) =>
    startSqsEventSource({
      queueUrl: environment[variable],
      functionName,
      batchSize: 10,
      environment,
      invoke,
      report,
    }),
  );
}
