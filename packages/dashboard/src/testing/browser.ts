import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Starts the machine's Chromium: what `CHROMIUM_PATH` names, or else the first of its names that is in the PATH. */
export function startBrowser(): Promise<Browser> {
  // oxlint-disable-next-line node/no-process-env -- where a machine has its browser
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  const found =
    CHROMIUM_PATH ?? NAMES.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name))).find(isProgram);
  if (found === undefined) throw new Error(`There is no Chromium: install it, or set CHROMIUM_PATH`);
  return chromium.launch({ executablePath: found });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
