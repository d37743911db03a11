import {
  ApiGatewayManagementApiClient,
  GoneException,
  LimitExceededException,
  PayloadTooLargeException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createPushChannel } from './create-push-channel.ts';
import { loadJobStoreConfig } from '../load-job-store-config.ts';

const api = mockClient(ApiGatewayManagementApiClient);
beforeEach(() => {
  api.reset();
});

const { aws } = loadJobStoreConfig({ AWS_REGION: 'eu-central-1' }, []);
const channel = createPushChannel({ aws, endpointUrl: 'https://push.example.com/prod' });
const post = () => channel.post('connection', { type: 'pong' });

const metadata = (httpStatusCode: number) => ({ $metadata: { httpStatusCode }, message: 'from AWS' });

describe('pushing to a connection', () => {
  test('sends the message as one JSON text', async () => {
    api.on(PostToConnectionCommand).resolves({});
    expect(await post()).toBe('sent');
    const [call] = api.commandCalls(PostToConnectionCommand);
    expect(call?.args[0].input).toEqual({ ConnectionId: 'connection', Data: '{"type":"pong"}' });
  });

  test('says that the connection is gone, or that the message is too large, since neither will change', async () => {
    api
      .on(PostToConnectionCommand)
      .rejectsOnce(new GoneException(metadata(410)))
      .rejectsOnce(new PayloadTooLargeException(metadata(413)));
    expect([await post(), await post()]).toEqual(['gone', 'too-large']);
  });

  test.each([
    ['a limit', new LimitExceededException(metadata(429)), true],
    ['a fault of the service', Object.assign(new Error('oops'), { name: 'InternalError', ...metadata(500) }), true],
    ['a missing permission', Object.assign(new Error('no'), { name: 'ForbiddenException', ...metadata(403) }), false],
  ])('fails for %s, and says whether it may pass', async (_, error, transient) => {
    api.on(PostToConnectionCommand).rejects(error);
    const expected = { name: 'DependencyError', operation: 'PostToConnection', transient, cause: error };
    await expect(post()).rejects.toMatchObject(expected);
  });
});
