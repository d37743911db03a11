import { randomUUID } from 'node:crypto';
import { createTaskProtections, startEcsAgent } from '@jobs/local-stack/ecs-agent';
import { actAs } from '@jobs/stand-ins';
import type { RecordedCall } from '../permissions/recorded-call.ts';

/** The ECS agent, which makes its calls with the role of the task that asks it. */
export async function startRecordedAgent(record: (call: RecordedCall) => void) {
  const protections = createTaskProtections(Date.now);
  const tasks = new Map<string, { readonly principal: string; readonly resource: string }>();
  const update = (taskId: string) => {
    const { principal, resource } = tasks.get(taskId) ?? { principal: '', resource: '' };
    record({ principal, service: 'ecs', operation: 'UpdateTaskProtection', resource, status: 200 });
  };
  const agent = await startEcsAgent({
    ...protections,
    protect: (taskId, minutes) => {
      update(taskId);
      protections.protect(taskId, minutes);
    },
    unprotect: (taskId) => {
      update(taskId);
      protections.unprotect(taskId);
    },
  });
  return {
    uriFor: (scalingId: string, jobType: string): string => {
      const taskId = randomUUID().replaceAll('-', '');
      const cluster = scalingId.split('/')[1] ?? '';
      tasks.set(taskId, { principal: actAs.worker(jobType).AWS_ACCESS_KEY_ID, resource: `task/${cluster}/${taskId}` });
      protections.add(taskId);
      return agent.uriOf(taskId);
    },
    close: () => agent.close(),
  };
}
