import type { AwsCall } from '@jobs/stand-ins';

/** A call of an AWS API by one of the deployables, or by what AWS does on their behalf. */
export interface RecordedCall extends Omit<AwsCall, 'service'> {
  readonly service: AwsCall['service'] | 'lambda';
}

/** Who is no part of the system: tests that arrange and look, and Terraform. */
const TESTS = new Set(['local', 'testing']);

export const isOfTheSystem = ({ principal }: RecordedCall): boolean => !TESTS.has(principal);
