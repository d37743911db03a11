import {
  GetPolicyCommand,
  LambdaClient,
  ResourceNotFoundException,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import type { ClientSettings } from '../account/start-account.ts';

interface InvokePermission {
  readonly service: string;
  /** Which of the service's resources may invoke it; absent: any. */
  readonly sourceArn: string | undefined;
}

export interface AppliedFunction {
  /** As deployed: with the environment's prefix. */
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly handler: string;
  readonly runtime: string;
  readonly architectures: readonly string[];
  readonly timeoutSeconds: number;
  /** Base64. */
  readonly codeSha256: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly permissions: readonly InvokePermission[];
}

export async function readFunctions(settings: ClientSettings): Promise<readonly AppliedFunction[]> {
  const client = new LambdaClient(settings);
  try {
    const functions: AppliedFunction[] = [];
    for await (const page of paginateListFunctions({ client }, {})) {
      for (const found of page.Functions ?? []) {
        functions.push({
          name: found.FunctionName ?? '',
          arn: found.FunctionArn ?? '',
          roleArn: found.Role ?? '',
          handler: found.Handler ?? '',
          runtime: found.Runtime ?? '',
          architectures: found.Architectures ?? [],
          timeoutSeconds: found.Timeout ?? 0,
          codeSha256: found.CodeSha256 ?? '',
          environment: found.Environment?.Variables ?? {},
          permissions: await readPermissions(client, found.FunctionName ?? ''),
        });
      }
    }
    return functions;
  } finally {
    client.destroy();
  }
}

interface PolicyDocument {
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Principal: { readonly Service?: string };
    readonly Condition?: { readonly ArnLike?: Readonly<Record<string, string>> };
  }[];
}

async function readPermissions(client: LambdaClient, FunctionName: string): Promise<readonly InvokePermission[]> {
  try {
    const { Policy = '{"Statement":[]}' } = await client.send(new GetPolicyCommand({ FunctionName }));
    return (JSON.parse(Policy) as PolicyDocument).Statement.filter(({ Effect }) => Effect === 'Allow').map(
      ({ Principal, Condition }) => ({
        service: Principal.Service ?? '',
        sourceArn: Condition?.ArnLike?.['AWS:SourceArn'] ?? Condition?.ArnLike?.['aws:SourceArn'],
      }),
    );
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return [];
    throw error;
  }
}
