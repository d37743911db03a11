import type { FieldError, JobType, SubmitJobRequest } from '@jobs/shared-contracts';

type Field = keyof SubmitJobRequest & ('delaySeconds' | 'runAt' | 'after');

/** A job that waits for something else would keep its group waiting, or lose its place in it. */
const UNORDERED: readonly Field[] = ['delaySeconds', 'runAt', 'after'];

/** Whether a submission says what its job type's ordering needs, and nothing that goes against it. */
export function orderingErrors(request: SubmitJobRequest, { name, ordering }: JobType): readonly FieldError[] {
  const { orderingKey } = request;
  if (!ordering) {
    return orderingKey === undefined ? [] : [{ detail: `${name} has no ordering`, pointer: '#/orderingKey' }];
  }
  const refused = UNORDERED.filter((field) => request[field] !== undefined).map((field) => ({
    detail: `can't be said of ${name}, whose jobs start in the order of their submission`,
    pointer: `#/${field}`,
  }));
  if (orderingKey !== undefined) return refused;
  return [
    ...refused,
    { detail: `is required: ${name} runs its jobs in the order of such a key`, pointer: '#/orderingKey' },
  ];
}
