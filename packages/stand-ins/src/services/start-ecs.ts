import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { RunningService } from '../running-service.ts';

/** The tasks of a service, by what follows the environment's prefix in its name. */
export interface ServiceTasks {
  readonly jobType: string;
  readonly running: number;
  readonly desired: number;
}

interface EcsOptions {
  readonly cluster: string;
  /** A service's name is this and the job type. */
  readonly servicePrefix: string;
  /** Those that there are at this moment. */
  readonly services: () => readonly ServiceTasks[];
}

const DESCRIBE_SERVICES = 'AmazonEC2ContainerServiceV20141113.DescribeServices';
const MAX_SERVICES = 10;

/** Stands in for ECS' DescribeServices (AWS JSON 1.1) on a free port of loopback, and for nothing else of it. */
export async function startEcs(options: EcsOptions): Promise<RunningService> {
  const server = createServer((request, response) => void answer(request, response, options));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: EcsOptions): Promise<void> {
  const send = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  const refuse = (type: string, message: string) => void send(400, { __type: type, message });
  if (request.headers['x-amz-target'] !== DESCRIBE_SERVICES) {
    return refuse('UnknownOperationException', 'Nothing but DescribeServices is served here');
  }
  const body = (await json(request).catch(() => undefined)) as { cluster?: unknown; services?: unknown } | undefined;
  const names = Array.isArray(body?.services) ? body.services.map(String) : [];
  if (names.length < 1 || names.length > MAX_SERVICES) {
    return refuse('InvalidParameterException', `services must have 1 to ${MAX_SERVICES} names`);
  }
  if (body?.cluster !== options.cluster) return refuse('ClusterNotFoundException', 'Cluster not found.');
  send(200, describe(names, options));
}

function describe(names: readonly string[], { servicePrefix, services }: EcsOptions) {
  const known = new Map(services().map((service) => [`${servicePrefix}${service.jobType}`, service]));
  const found = names.flatMap((serviceName) => {
    const service = known.get(serviceName);
    if (!service) return [];
    // A task is a process here, which runs from its first moment.
    const { running: runningCount, desired: desiredCount } = service;
    return [{ serviceName, status: 'ACTIVE', runningCount, pendingCount: 0, desiredCount }];
  });
  const missing = names.filter((name) => !known.has(name));
  return { services: found, failures: missing.map((arn) => ({ arn, reason: 'MISSING' })) };
}
