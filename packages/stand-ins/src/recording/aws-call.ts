/** A call of an AWS API, as a service saw it. */
export interface AwsCall {
  /** The access key id that it was signed with. */
  readonly principal: string;
  readonly service: 'application-autoscaling' | 'dynamodb' | 'ecs' | 's3' | 'sns' | 'sqs';
  /** As the service's API names it: `UpdateItem`, `SendMessageBatch`. */
  readonly operation: string;
  /** What it was about, as the last part of an ARN: `table/jobs/index/due`, a queue, a topic, `bucket/key`. */
  readonly resource: string;
  /** Of the answer. */
  readonly status: number;
}

export interface AwsRequest {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

type Described = Omit<AwsCall, 'principal' | 'status'>;

/** What a request asks for, or undefined when it is not signed: then it is no call of ours. */
export function describeCall(request: AwsRequest): Omit<AwsCall, 'status'> | undefined {
  const url = new URL(request.url, 'http://127.0.0.1');
  const principal = principalOf(request, url);
  return principal === undefined ? undefined : { principal, ...describe(request, url) };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html */
function principalOf({ headers }: AwsRequest, url: URL): string | undefined {
  const presigned = url.searchParams.get('X-Amz-Credential')?.split('/')[0];
  return presigned ?? /Credential=([^/]+)\//.exec(String(headers['authorization'] ?? ''))?.[1];
}

function describe(request: AwsRequest, url: URL): Described {
  const [api = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  if (api.startsWith('DynamoDB')) return { service: 'dynamodb', operation, resource: tableOf(request.body) };
  if (api.startsWith('AmazonEC2ContainerService')) {
    return { service: 'ecs', operation, resource: serviceOf(request.body) };
  }
  if (api === 'AnyScaleFrontendService') {
    return { service: 'application-autoscaling', operation, resource: scalableTargetOf(request.body) };
  }
  if (api === 'AmazonSQS') return { service: 'sqs', operation, resource: queueOf(request.body) };
  const type = String(request.headers['content-type'] ?? '');
  if (type.startsWith('application/x-www-form-urlencoded') && url.pathname === '/') return topicCall(request.body);
  const asked = objectOperation(request.method, url);
  return {
    service: 's3',
    operation: asked,
    resource: asked === 'DeleteObjects' ? deletedOf(request, url) : objectOf(url),
  };
}

function tableOf(body: string): string {
  const {
    TableName,
    IndexName,
    RequestItems = {},
  } = JSON.parse(body) as {
    TableName?: string;
    IndexName?: string;
    RequestItems?: object;
  };
  // A batch names its tables by keys; ours are of one table each.
  const name = TableName ?? Object.keys(RequestItems)[0] ?? '';
  return `table/${name}${IndexName === undefined ? '' : `/index/${IndexName}`}`;
}

/** The first of the services that are asked for: all are of one cluster, and named alike. */
function serviceOf(body: string): string {
  const { cluster = '', services = [] } = JSON.parse(body) as { cluster?: string; services?: readonly string[] };
  return `service/${cluster}/${services[0] ?? ''}`;
}

/** `service/cluster/name`; empty where it is about several. */
function scalableTargetOf(body: string): string {
  const { ResourceId = '' } = JSON.parse(body) as { ResourceId?: string };
  return ResourceId;
}

function queueOf(body: string): string {
  const { QueueUrl = '' } = JSON.parse(body) as { QueueUrl?: string };
  return QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);
}

function topicCall(body: string): Described {
  const form = new URLSearchParams(body);
  const topicArn = form.get('TopicArn') ?? '';
  return {
    service: 'sns',
    operation: form.get('Action') ?? '',
    resource: topicArn.slice(topicArn.lastIndexOf(':') + 1),
  };
}

/** `bucket/key`, or the bucket alone. */
const objectOf = (url: URL) =>
  decodeURIComponent(url.pathname)
    .slice(1)
    .replace(/^([^/]*)\/$/, '$1');

/** The first of the objects that are deleted at once: all are of one job. */
function deletedOf({ body }: AwsRequest, url: URL): string {
  const key = /<Key>([^<]*)<\/Key>/.exec(body)?.[1] ?? '';
  return `${objectOf(url)}/${key}`;
}

/** Path-style addresses only: the host is always 127.0.0.1 here. */
function objectOperation(method: string, url: URL): string {
  const query = url.searchParams;
  const ofBucket = !objectOf(url).includes('/');
  if (ofBucket) return BUCKET_OPERATIONS[method] ?? method;
  if (query.has('tagging')) return 'GetObjectTagging';
  if (query.has('uploadId')) return PART_OPERATIONS[method] ?? method;
  if (query.has('uploads')) return 'CreateMultipartUpload';
  return OBJECT_OPERATIONS[method] ?? method;
}

const BUCKET_OPERATIONS: Readonly<Record<string, string>> = {
  GET: 'ListObjectsV2',
  HEAD: 'HeadBucket',
  POST: 'DeleteObjects',
  PUT: 'CreateBucket',
};
const OBJECT_OPERATIONS: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};
const PART_OPERATIONS: Readonly<Record<string, string>> = {
  PUT: 'UploadPart',
  POST: 'CompleteMultipartUpload',
  DELETE: 'AbortMultipartUpload',
};
