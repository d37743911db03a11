import { gzipSync } from 'node:zlib';
import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { build, type BuildResult } from 'esbuild';
import type * as client from './index.ts';
import { fakeJob } from './testing/fake-job.ts';
import { startJobServer } from './testing/job-server.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;
/** What it may cost a page. */
const CEILING_BYTES = 8 * 1024;
const GLOBAL = 'jobClient';

let bundle: BuildResult<{ write: false; metafile: true }>;
let code: string;
beforeAll(async () => {
  bundle = await build({
    absWorkingDir: ROOT,
    entryPoints: ['packages/client/src/index.ts'],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: GLOBAL,
    target: 'es2022',
    minify: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  code = bundle.outputFiles[0]?.text ?? '';
});

describe('the bundle for browsers', () => {
  test(`is at most ${CEILING_BYTES} bytes, gzipped`, () => {
    const bytes = gzipSync(code, { level: 9 }).length;
    console.log(`The client: ${code.length} bytes, ${bytes} gzipped`);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(CEILING_BYTES);
  });

  test('holds this package and the list of states, and nothing else', () => {
    const used = Object.entries(Object.values(bundle.metafile.outputs)[0]?.inputs ?? {})
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path)
      .filter((path) => !path.startsWith('packages/client/src/'));
    expect(used).toEqual(['packages/shared-contracts/src/jobs/job-states.ts']);
    expect(/node:|require\(|\bprocess\.|\bBuffer\b/.exec(code)).toBeNull();
  });

  test('follows a job where there is nothing but what browsers have', async () => {
    const server = await startJobServer();
    try {
      const { fetch, WebSocket, URL, AbortController, AbortSignal, Headers, Request, Blob, crypto } = globalThis;
      const page = { fetch, WebSocket, URL, AbortController, AbortSignal, Headers, Request, Blob, crypto };
      const context = createContext({ ...page, setTimeout, clearTimeout });
      const { createClient } = runInContext(`${code};${GLOBAL}`, context) as typeof client;
      const job = server.change(fakeJob());
      const seen: string[] = [];
      for await (const { status } of createClient({ baseUrl: server.url, apiKey: 'key' }).watch(job.id)) {
        seen.push(status);
        if (status === 'QUEUED') server.change(fakeJob({ status: 'SUCCEEDED' }));
      }
      expect(seen).toEqual(['QUEUED', 'SUCCEEDED']);
    } finally {
      await server.stop();
    }
  });
});
