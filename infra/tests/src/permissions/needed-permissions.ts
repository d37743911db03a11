import { isOnEcs } from '@jobs/shared-contracts';
import { REGION } from '../account/start-account.ts';
import { DEPLOYED_JOB_TYPES } from '../deployed/deployed-job-types.ts';
import type { Deployment } from '../read-back/read-deployment.ts';
import type { RecordedCall } from './recorded-call.ts';

/** What a caller must be allowed. */
export interface Permission {
  /** `dynamodb:GetItem` */
  readonly action: string;
  readonly resourceArn: string;
}

/** Where an operation and the action that allows it have different names. */
const ACTIONS: Readonly<Record<string, string>> = {
  'lambda:Invoke': 'lambda:InvokeFunction',
  's3:CompleteMultipartUpload': 's3:PutObject',
  's3:CreateMultipartUpload': 's3:PutObject',
  's3:DeleteObjects': 's3:DeleteObject',
  's3:HeadBucket': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:UploadPart': 's3:PutObject',
  'sns:PublishBatch': 'sns:Publish',
  'sqs:ChangeMessageVisibilityBatch': 'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessageBatch': 'sqs:DeleteMessage',
  'sqs:SendMessageBatch': 'sqs:SendMessage',
};

/**
 * What a call needs in the deployment. Calls of the stand-ins name tables, queues, topic and bucket after another
 * environment, so these are found by the ends of their names.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function neededPermissions(call: RecordedCall, deployment: Deployment): readonly Permission[] {
  const operation = `${call.service}:${call.operation}`;
  const resourceArn = RESOURCE_ARNS[call.service](call.resource, deployment);
  const permission = { action: ACTIONS[operation] ?? operation, resourceArn };
  // S3 answers 404 only to those who may list, and 403 to others.
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
  const isAbsentObject = call.service === 's3' && call.status === 404 && permission.action === 's3:GetObject';
  // It asks for these too: https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_permission_validation.html
  if (operation === 'application-autoscaling:RegisterScalableTarget') {
    const serviceArn = RESOURCE_ARNS.ecs(call.resource, deployment);
    return [permission, ...SCALING_A_SERVICE.map((action) => ({ action, resourceArn: serviceArn }))];
  }
  const bucketArn = resourceArn.split('/')[0] ?? '';
  return isAbsentObject ? [permission, { action: 's3:ListBucket', resourceArn: bucketArn }] : [permission];
}

/** What Application Auto Scaling wants its caller to be allowed, for a service of ECS. */
const SCALING_A_SERVICE = ['ecs:DescribeServices', 'ecs:UpdateService'];

const RESOURCE_ARNS: Readonly<Record<RecordedCall['service'], (resource: string, deployment: Deployment) => string>> = {
  dynamodb: (resource, { tables }) => {
    const [, name = '', ...index] = resource.split('/');
    return [endingAlike(name, tables)?.arn ?? unknown(resource), ...index].join('/');
  },
  sqs: (name, { queues }) => endingAlike(name, queues)?.arn ?? unknown(name),
  sns: (name, { topicArns }) =>
    topicArns.find((arn) => name.endsWith('-job-events') && arn.endsWith('-job-events')) ?? unknown(name),
  s3: (resource, { bucketNames }) => {
    // Functions and workers know of no other.
    const bucketName = bucketNames.find((name) => name.includes('-payloads-')) ?? '';
    const [, ...key] = resource.split('/');
    return [`arn:aws:s3:::${bucketName}`, ...key].join('/');
  },
  ecs: (resource, { services }) => {
    const [account = ''] = services.map(({ taskRoleArn }) => taskRoleArn.split(':')[4] ?? '');
    const [kind] = resource.split('/');
    const service = kind === 'service' ? serviceAlike(resource, services)?.scalingId : undefined;
    return `arn:aws:ecs:${REGION}:${account}:${service ?? resource}`;
  },
  'application-autoscaling': (resource, { services, targets }) => {
    // Describing them knows no resources.
    if (resource === '') return '*';
    const service = serviceAlike(resource, services);
    return targets.find(({ ResourceId }) => ResourceId === service?.scalingId)?.ScalableTargetARN ?? unknown(resource);
  },
  lambda: (arn) => arn,
};

/**
 * The service of a cluster's, `service/jobs-local/jobs-local-csv-etl`. That of a job type which the deployment runs as a
 * function may be any: who may wake one of them may wake all.
 */
function serviceAlike(resource: string, services: Deployment['services']) {
  const name = resource.split('/')[2] ?? '';
  const isOfFunction = DEPLOYED_JOB_TYPES.some((jobType) => !isOnEcs(jobType) && name.endsWith(`-${jobType.name}`));
  return isOfFunction ? services[0] : endingAlike(name, services);
}

/** `jobs-local-api-keys` and `jobs-test-api-keys`: of several, the one that has the longest end in common. */
function endingAlike<Named extends { readonly name: string }>(name: string, all: readonly Named[]): Named | undefined {
  const common = (other: string) => {
    const [own, others] = [name.split('-').toReversed(), other.split('-').toReversed()];
    const differ = own.findIndex((part, index) => part !== others[index]);
    return differ === -1 ? own.length : differ;
  };
  const [best] = all.toSorted((a, b) => common(b.name) - common(a.name));
  return best && common(best.name) > 0 ? best : undefined;
}

function unknown(resource: string): never {
  throw new Error(`The deployment has nothing like ${resource}`);
}
