import { describe, expect, test } from '@jest/globals';
import type { InterceptedCall } from '@jobs/stand-ins';
import { decideFault, FAULT_KINDS, isNeverSent, type FaultKind } from './decide-fault.ts';

const CALLS = 20_000;

const WORKER = { principal: 'worker-text-analyze' };

/** The faults of so many calls. */
function faultsOf(call: Parameters<typeof decideFault>[1], quick = false): readonly FaultKind[] {
  return Array.from({ length: CALLS }, (_, n) => decideFault({ seed: 1, quick }, call, { nth: n, nthOfService: n }))
    .filter((fault) => fault !== undefined)
    .map(({ kind }) => kind);
}

/** The call that sends a job's first message. */
const sent = (n: number, principal = 'function-submit-job'): InterceptedCall => {
  const body = JSON.stringify({ Entries: [{ Id: '0', MessageBody: JSON.stringify({ jobId: `job_${n}` }) }] });
  return { principal, service: 'sqs', operation: 'SendMessageBatch', resource: '', userAgent: '', body };
};

describe('faults', () => {
  test('are decided by the seed and the number of the call', () => {
    const call = { ...WORKER, service: 'dynamodb', operation: 'UpdateItem' } as const;
    expect(faultsOf(call)).toEqual(faultsOf(call));
    expect(faultsOf(call).length).toBeGreaterThan(CALLS / 50);
  });

  test('are of every kind', () => {
    const kinds = new Set([
      ...faultsOf({ ...WORKER, service: 'sqs', operation: 'ReceiveMessage' }),
      ...faultsOf({ ...WORKER, service: 'sns', operation: 'PublishBatch' }),
    ]);
    expect([...kinds, 'never sent'].toSorted()).toEqual([...FAULT_KINDS].toSorted());
  });

  test('keep the messages of some jobs from leaving, as often as they are submitted, but not from the reconciler', () => {
    const settings = { seed: 1, quick: false };
    const numbers = Array.from({ length: 2000 }, (_, n) => n);
    const neverSent = numbers.filter((n) => isNeverSent(settings, sent(n)));
    expect(neverSent.length).toBeGreaterThan(0);
    expect(neverSent.length).toBeLessThan(40);
    expect(neverSent.filter((n) => isNeverSent(settings, sent(n)))).toEqual(neverSent);
    expect(numbers.filter((n) => isNeverSent(settings, sent(n, 'function-reconcile-jobs')))).toEqual([]);
    expect(numbers.filter((n) => isNeverSent({ seed: 1, quick: true }, sent(n)))).toEqual([]);
  });

  test('come late to no receive, which would swallow messages for a lease', () => {
    expect(faultsOf({ ...WORKER, service: 'sqs', operation: 'ReceiveMessage' })).not.toContain('done late');
  });

  test('leave functions nothing to be repaired by the reconciler in a quick run', () => {
    const call = { principal: 'function-submit-job', service: 'sqs', operation: 'SendMessageBatch' } as const;
    expect(new Set(faultsOf(call, true))).toEqual(new Set(['answer lost', 'delayed', 'done twice']));
  });
});
