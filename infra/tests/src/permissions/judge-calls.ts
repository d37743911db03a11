import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { Deployment } from '../read-back/read-deployment.ts';
import { neededPermissions, type Permission } from './needed-permissions.ts';
import type { AppliedRole, PolicyStatement } from './read-roles.ts';
import type { ResourcePolicies } from './read-resource-policies.ts';
import type { RecordedCall } from './recorded-call.ts';
import { roleOf } from './role-of.ts';

export interface AppliedPermissions {
  readonly deployment: Deployment;
  readonly roles: readonly AppliedRole[];
  readonly resourcePolicies: ResourcePolicies;
}

/** A permission that a role needs for the recorded calls. */
export interface Need extends Permission {
  readonly principal: string;
  readonly role: AppliedRole;
}

export interface Judgement extends Need {
  readonly isAllowed: boolean;
  /** Why not. */
  readonly reason: string;
  /** The Sids of the role's statements that allow it. */
  readonly allowedBy: readonly string[];
}

/** What all of the calls need, each once. @throws {Error} for a call of a principal or of a resource that is not there */
export function needsOf(calls: readonly RecordedCall[], { deployment, roles }: AppliedPermissions): Need[] {
  const needs = new Map<string, Need>();
  for (const call of calls) {
    const arn = roleOf(call.principal, deployment);
    const role = roles.find((candidate) => candidate.arn === arn);
    if (!role) throw new Error(`${call.principal} has no role in the deployment`);
    for (const permission of neededPermissions(call, deployment)) {
      needs.set([role.arn, permission.action, permission.resourceArn].join(' '), {
        principal: call.principal,
        role,
        ...permission,
      });
    }
  }
  return [...needs.values()];
}

/**
 * Whether the applied policies allow what is needed: the role's own, or `statements` in their place, together with the
 * resource's.
 */
export async function judge(
  { principal, role, action, resourceArn }: Need,
  { resourcePolicies }: Pick<AppliedPermissions, 'resourcePolicies'>,
  statements: readonly PolicyStatement[] = role.statements,
): Promise<Judgement> {
  const resourcePolicy = resourcePolicies.get(resourceArn) ?? resourcePolicies.get(resourceArn.split('/')[0] ?? '');
  const accountId = role.arn.split(':')[4] ?? '';
  const simulated = await runSimulation(
    {
      request: {
        principal: role.arn,
        action,
        resource: { resource: resourceArn, accountId },
        contextVariables: { 'aws:SecureTransport': 'true' },
      },
      identityPolicies: [{ name: 'permissions', policy: { Version: '2012-10-17', Statement: statements } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(resourcePolicy && { resourcePolicy }),
    },
    {},
  );
  const need = { principal, role, action, resourceArn };
  if (simulated.resultType !== 'single') {
    const reason = simulated.resultType === 'error' ? JSON.stringify(simulated.errors) : 'it has wildcards';
    return { ...need, isAllowed: false, reason, allowedBy: [] };
  }
  const allowing = simulated.result.analysis.identityAnalysis?.allowStatements ?? [];
  return {
    ...need,
    isAllowed: simulated.overallResult === 'Allowed',
    reason: simulated.overallResult,
    allowedBy: allowing.map(({ explain }) => explain.identifier),
  };
}
