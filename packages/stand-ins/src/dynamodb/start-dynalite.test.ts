import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { startDynalite } from './start-dynalite.ts';

test('a client that goes away in the middle of a request does no harm', async () => {
  const { endpoint, stop } = await startDynalite({ port: 0 });
  const { hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname);
  socket.write('POST / HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 100\r\n\r\n');
  // The server has the head of the request now, and waits for a body that will not come.
  await once(socket, 'data');
  socket.write('{"Table');
  socket.resetAndDestroy();
  await once(socket, 'close');
  expect((await fetch(endpoint)).status).toBe(200);
  await stop();
});
