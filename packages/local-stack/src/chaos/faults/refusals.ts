import type { InterceptedCall, ServiceAnswer } from '@jobs/stand-ins';

type Service = InterceptedCall['service'];

interface Refusal {
  readonly status: number;
  readonly code: string;
}

/** What each service answers when it is asked too often, and when it is away. */
const REFUSALS: Readonly<Record<Service, { readonly throttled: Refusal; readonly away: Refusal }>> = {
  dynamodb: {
    throttled: { status: 400, code: 'ProvisionedThroughputExceededException' },
    away: { status: 500, code: 'InternalServerError' },
  },
  sqs: {
    throttled: { status: 400, code: 'RequestThrottled' },
    away: { status: 503, code: 'ServiceUnavailable' },
  },
  sns: {
    throttled: { status: 400, code: 'Throttling' },
    away: { status: 503, code: 'ServiceUnavailable' },
  },
  ecs: {
    throttled: { status: 400, code: 'ThrottlingException' },
    away: { status: 500, code: 'ServerException' },
  },
  'application-autoscaling': {
    throttled: { status: 400, code: 'LimitExceededException' },
    away: { status: 500, code: 'InternalServiceException' },
  },
  s3: {
    throttled: { status: 503, code: 'SlowDown' },
    away: { status: 500, code: 'InternalError' },
  },
};

const MESSAGE = 'Refused on purpose';

const json = (namespace: string, code: string) => JSON.stringify({ __type: `${namespace}#${code}`, message: MESSAGE });

const BODIES: Readonly<Record<Service, (code: string) => string>> = {
  dynamodb: (code) => json('com.amazonaws.dynamodb.v20120810', code),
  sqs: (code) => json('com.amazonaws.sqs', code),
  ecs: (code) => json('com.amazonaws.ecs', code),
  'application-autoscaling': (code) => json('com.amazonaws.autoscaling', code),
  sns: (code) =>
    `<ErrorResponse><Error><Type>Receiver</Type><Code>${code}</Code><Message>${MESSAGE}</Message></Error><RequestId>refused</RequestId></ErrorResponse>`,
  s3: (code) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${MESSAGE}</Message></Error>`,
};

const CONTENT_TYPES: Readonly<Record<Service, string>> = {
  dynamodb: 'application/x-amz-json-1.0',
  sqs: 'application/x-amz-json-1.0',
  ecs: 'application/x-amz-json-1.1',
  'application-autoscaling': 'application/x-amz-json-1.1',
  sns: 'text/xml',
  s3: 'application/xml',
};

/** A service's refusal, as the service would word it. */
export function refusalOf(service: Service, why: 'throttled' | 'away'): ServiceAnswer {
  const { status, code } = REFUSALS[service][why];
  return {
    status,
    headers: { 'content-type': CONTENT_TYPES[service] },
    body: Buffer.from(BODIES[service](code)),
  };
}
