import type {
  APIGatewayEventRequestContextLambdaAuthorizer,
  APIGatewayEventRequestContextV2,
  APIGatewayProxyEventV2WithRequestContext,
} from 'aws-lambda';

/** A request as API Gateway's HTTP API sends it, payload format 2.0. Header names are in lower case. */
export type ApiEvent = APIGatewayProxyEventV2WithRequestContext<
  APIGatewayEventRequestContextV2 & {
    /** `unknown` since it is only as good as the wiring of the route. */
    readonly authorizer?: APIGatewayEventRequestContextLambdaAuthorizer<unknown>;
  }
>;

export interface ApiResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}
