import { GetRolePolicyCommand, IAMClient, paginateListRolePolicies, paginateListRoles } from '@aws-sdk/client-iam';
import type { ClientSettings } from '../account/start-account.ts';

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: unknown;
}

export interface AppliedRole {
  readonly name: string;
  readonly arn: string;
  /** Of all of its policies. */
  readonly statements: readonly PolicyStatement[];
}

/** Every role of the account with what it may do. */
export async function readRoles(settings: ClientSettings): Promise<readonly AppliedRole[]> {
  const client = new IAMClient(settings);
  try {
    const roles: AppliedRole[] = [];
    for await (const page of paginateListRoles({ client }, {})) {
      for (const { RoleName: name = '', Arn: arn = '' } of page.Roles ?? []) {
        roles.push({ name, arn, statements: await readStatements(client, name) });
      }
    }
    return roles;
  } finally {
    client.destroy();
  }
}

async function readStatements(client: IAMClient, RoleName: string): Promise<PolicyStatement[]> {
  const statements: PolicyStatement[] = [];
  for await (const page of paginateListRolePolicies({ client }, { RoleName })) {
    for (const PolicyName of page.PolicyNames ?? []) {
      const { PolicyDocument = '' } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument)) as { Statement: PolicyStatement[] };
      statements.push(...Statement);
    }
  }
  return statements;
}
