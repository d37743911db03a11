import type { AwsSettings } from '../config/job-store-config.ts';

/** Enough for every slot and poller of a worker; the SDK's 50 made them wait for each other. */
const MAX_SOCKETS = 200;

/** A call that hangs is ended and tried again, up to three times, with the SDK's back-off. */
const timeouts = (requestTimeoutMs: number) => ({
  connectionTimeout: 2000,
  requestTimeout: requestTimeoutMs,
  throwOnRequestTimeout: true,
  httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
  httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
});

export function clientSettings(aws: AwsSettings, endpoint: string | undefined, requestTimeoutMs: number) {
  return {
    region: aws.region,
    maxAttempts: 3,
    requestHandler: timeouts(requestTimeoutMs),
    ...(endpoint !== undefined && { endpoint }),
    ...(aws.credentials && { credentials: aws.credentials }),
  };
}
