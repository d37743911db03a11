import {
  ApiGatewayV2Client,
  GetApisCommand,
  GetAuthorizerCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  GetStagesCommand,
  type Api,
} from '@aws-sdk/client-apigatewayv2';
import type { ClientSettings } from '../account/start-account.ts';

interface AppliedAuthorizer {
  /** Of the function that is asked. */
  readonly functionArn: string | undefined;
  readonly identitySource: readonly string[];
  readonly payloadFormat: string | undefined;
  readonly simpleResponses: boolean;
  readonly cacheSeconds: number;
}

export interface AppliedRoute {
  /** `GET /v1/jobs/{jobId}` */
  readonly routeKey: string;
  readonly functionArn: string | undefined;
  readonly payloadFormat: string | undefined;
  /** Absent: anybody may call it. */
  readonly authorizer: AppliedAuthorizer | undefined;
}

export interface AppliedApi {
  readonly apiId: string;
  /** Its URL. */
  readonly endpoint: string;
  readonly protocol: string;
  /** Of a WebSocket API: where in a message its route is. */
  readonly routeSelection: string | undefined;
  readonly routes: readonly AppliedRoute[];
  readonly stages: readonly { readonly name: string; readonly autoDeploy: boolean }[];
}

/** The ARN in an invocation URI: `…:lambda:path/2015-03-31/functions/<arn>/invocations`. */
const functionArnIn = (uri = '') =>
  /functions\/(?<arn>arn:[^/]+)\/invocations$/.exec(uri)?.groups?.['arn'] ??
  (uri.startsWith('arn:') && uri.split(':')[2] === 'lambda' ? uri : undefined);

const ALL = { MaxResults: '1000' };

export async function readApis(settings: ClientSettings): Promise<readonly AppliedApi[]> {
  const client = new ApiGatewayV2Client(settings);
  try {
    const { Items = [] } = await client.send(new GetApisCommand(ALL));
    return await Promise.all(Items.map((api) => readApi(client, api)));
  } finally {
    client.destroy();
  }
}

async function readApi(client: ApiGatewayV2Client, api: Api): Promise<AppliedApi> {
  const { ApiId = '', ApiEndpoint = '', ProtocolType = '', RouteSelectionExpression } = api;
  const [{ Items: routes = [] }, integrations, stages] = await Promise.all([
    client.send(new GetRoutesCommand({ ApiId, ...ALL })),
    client.send(new GetIntegrationsCommand({ ApiId, ...ALL })),
    client.send(new GetStagesCommand({ ApiId, ...ALL })),
  ]);
  const custom = routes.filter(({ AuthorizationType }) => AuthorizationType === 'CUSTOM');
  const authorizers = await Promise.all(
    [...new Set(custom.map(({ AuthorizerId }) => AuthorizerId))].map((AuthorizerId) =>
      client.send(new GetAuthorizerCommand({ ApiId, AuthorizerId })),
    ),
  );
  return {
    apiId: ApiId,
    endpoint: ApiEndpoint,
    protocol: ProtocolType,
    routeSelection: RouteSelectionExpression,
    stages: (stages.Items ?? []).map(({ StageName = '', AutoDeploy = false }) => ({
      name: StageName,
      autoDeploy: AutoDeploy,
    })),
    routes: routes.map((route): AppliedRoute => {
      const integrationId = route.Target?.replace(/^integrations\//, '');
      const integration = integrations.Items?.find((candidate) => candidate.IntegrationId === integrationId);
      const authorizer =
        route.AuthorizationType === 'CUSTOM'
          ? authorizers.find((candidate) => candidate.AuthorizerId === route.AuthorizerId)
          : undefined;
      return {
        routeKey: route.RouteKey ?? '',
        functionArn: functionArnIn(integration?.IntegrationUri),
        payloadFormat: integration?.PayloadFormatVersion,
        authorizer: authorizer && {
          functionArn: functionArnIn(authorizer.AuthorizerUri),
          identitySource: authorizer.IdentitySource ?? [],
          payloadFormat: authorizer.AuthorizerPayloadFormatVersion,
          simpleResponses: authorizer.EnableSimpleResponses ?? false,
          cacheSeconds: authorizer.AuthorizerResultTtlInSeconds ?? 0,
        },
      };
    }),
  };
}
