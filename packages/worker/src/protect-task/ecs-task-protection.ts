import type { Logger } from 'pino';
import type { TaskProtection } from './task-protection.ts';

const CALL_TIMEOUT_MS = 5000;

/** The agent's answer, of which exactly one part is there. */
interface AgentAnswer {
  readonly protection?: { readonly ProtectionEnabled?: boolean };
  readonly failure?: { readonly Reason?: string; readonly Detail?: string };
  readonly error?: { readonly Code?: string; readonly Message?: string };
}

/** Task scale-in protection by the ECS agent. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html */
export function createEcsTaskProtection(agentUri: string, log: Logger): TaskProtection {
  const url = `${agentUri.replace(/\/$/, '')}/task-protection/v1/state`;

  const put = async (state: { readonly ProtectionEnabled: boolean; readonly ExpiresInMinutes?: number }) => {
    const response = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(state),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    const answer = (await response.json().catch(() => ({}))) as AgentAnswer;
    const done = response.ok && answer.protection?.ProtectionEnabled === state.ProtectionEnabled;
    if (!done) {
      log.warn({ status: response.status, failure: answer.failure ?? answer.error }, 'Task protection was refused');
    }
    return done;
  };

  return {
    protect: async (expiresInMinutes) => {
      try {
        return (await put({ ProtectionEnabled: true, ExpiresInMinutes: expiresInMinutes })) ? 'protected' : 'refused';
      } catch (error) {
        log.warn({ err: error }, 'The ECS agent did not answer; working without task protection');
        return 'unknown';
      }
    },
    unprotect: async () => {
      await put({ ProtectionEnabled: false }).catch((error: unknown) =>
        log.warn({ err: error }, 'The ECS agent did not answer; the task protection will expire by itself'),
      );
    },
  };
}
