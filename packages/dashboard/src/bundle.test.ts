import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { bundleDashboard, DASHBOARD_ASSETS } from '@jobs/bundler';

/** What the page may cost a phone, in all. */
const CEILING_BYTES = 44 * 1024;

let files: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  files = await bundleDashboard();
});

const textOf = (path: string) => Buffer.from(files.get(path) ?? []).toString();

describe('the page’s files', () => {
  test(`are at most ${CEILING_BYTES} bytes together, gzipped`, () => {
    const bytes = [...files.values()].reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0);
    console.log(`The dashboard: ${bytes} bytes, gzipped`);
    expect(bytes).toBeLessThanOrEqual(CEILING_BYTES);
  });

  test('are all named by the page, and its scripts and styles by their contents', () => {
    const assets = [...files.keys()].filter((path) => path.startsWith(`${DASHBOARD_ASSETS}/`));
    expect(assets.map((path) => path.replace(/-\w+\./, '.')).toSorted()).toEqual(['assets/app.css', 'assets/app.js']);
    for (const path of [...assets, 'favicon.svg']) expect(textOf('index.html')).toContain(`"${path}"`);
  });

  test('need nothing that a strict Content-Security-Policy refuses', () => {
    const page = textOf('index.html');
    expect(page).not.toMatch(/<script(?![^>]*src=)|\son\w+=|\sstyle=|<style/);
    const script = textOf([...files.keys()].find((path) => path.endsWith('.js')) ?? '');
    expect(script).not.toMatch(/\beval\(|new Function\(/);
    expect(script.length).toBeGreaterThan(0);
  });

  test('are the same for the same sources', async () => {
    expect(await bundleDashboard()).toEqual(files);
  });
});
