import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { DependencyError } from '../errors.ts';

export type Service = 'DynamoDB' | 'SQS' | 'SNS' | 'S3' | 'ECS' | 'API Gateway' | 'Application Auto Scaling';

/**
 * Runs a call of the SDK; an error of the service becomes a `DependencyError` with the operation's name.
 * @throws {DependencyError}
 */
export async function callService<T>(service: Service, operation: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new DependencyError(service, operation, mayPass(error), error);
  }
}

/** Whether the same call may succeed later; as the SDK's own retries judge it. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const sdkError = error as Parameters<typeof isTransientError>[0];
  return isThrottlingError(sdkError) || isTransientError(sdkError) || isServerError(sdkError);
}
