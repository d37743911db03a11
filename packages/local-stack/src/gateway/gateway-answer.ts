/** What the gateway sends back. A header that appears several times (`set-cookie`) is a list. */
export interface GatewayAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** The answers that an HTTP API gives by itself, word for word. */
const OWN_ANSWERS = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export type OwnStatus = keyof typeof OWN_ANSWERS;

export function ownAnswer(statusCode: OwnStatus): GatewayAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ message: OWN_ANSWERS[statusCode] })),
  };
}
