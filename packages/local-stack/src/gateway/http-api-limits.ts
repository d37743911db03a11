/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html and, for the last, Lambda's quotas. */
export const HTTP_API_LIMITS = {
  bodyBytes: 10 * 1024 * 1024,
  /** Request line and headers together. */
  headerBytes: 10_240,
  integrationTimeoutMs: 30_000,
  authorizerTimeoutMs: 10_000,
  /** An event or a result of a function invoked synchronously. */
  functionPayloadBytes: 6 * 1024 * 1024,
} as const;
