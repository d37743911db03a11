import { describe, expect, test } from '@jest/globals';
import { createConnection } from './connection.ts';

/** A connection whose requests end as they are told, one after the other. */
function connectionOf(...ends: (Response | Error)[]) {
  return createConnection(async () => {
    const end = ends.shift() ?? new Error('no more');
    if (end instanceof Error) throw end;
    return end;
  });
}

describe('the connection', () => {
  test('is lost with a request that fails, and comes back with one that is answered', async () => {
    const connection = connectionOf(new TypeError('failed'), new Response('', { status: 401 }));
    await expect(connection.fetch('/')).rejects.toThrow('failed');
    expect([connection.state.value, connection.recoveries.value]).toEqual(['lost', 0]);
    await connection.fetch('/');
    expect([connection.state.value, connection.recoveries.value]).toEqual(['connected', 1]);
  });

  test.each([502, 503, 504])('is lost while a gateway answers %i instead', async (status) => {
    const connection = connectionOf(new Response('', { status }));
    await connection.fetch('/');
    expect(connection.state.value).toBe('lost');
  });

  test('is not lost when the page gives a request up, but when its time runs out', async () => {
    const connection = connectionOf(new Error('aborted'), new Error('timed out'));
    await expect(connection.fetch('/', { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    expect(connection.state.value).toBe('connected');
    const signal = AbortSignal.abort(new DOMException('late', 'TimeoutError'));
    await expect(connection.fetch('/', { signal })).rejects.toThrow('timed out');
    expect(connection.state.value).toBe('lost');
  });
});
