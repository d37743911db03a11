import { describe, expect, test } from '@jest/globals';
import { parsePageConfig, readPageConfig } from './page-config.ts';

const ORIGIN = 'https://page.example';

describe('config.json', () => {
  test('says where the API is, and may sign in', () => {
    const config = { baseUrl: 'https://api.example', apiKey: 'key' };
    expect(parsePageConfig(config, ORIGIN)).toEqual(config);
  });

  test.each([null, [], 'text', {}, { baseUrl: '', apiKey: 7 }])('that is %j says nothing', (content) => {
    expect(parsePageConfig(content, ORIGIN)).toEqual({ baseUrl: ORIGIN });
  });

  test.each([
    ['absent', async () => new Response('Not Found', { status: 404 })],
    ['malformed', async () => new Response('<!doctype html>')],
    ['out of reach', async () => Promise.reject(new TypeError('failed'))],
  ])('that is %s leaves the API where the page comes from', async (_, fetchPage) => {
    expect(await readPageConfig(fetchPage, ORIGIN)).toEqual({ baseUrl: ORIGIN });
  });
});
