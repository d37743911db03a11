import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { DataDirectoryError } from './errors.ts';

/** Makes sure of the folder before anything is started on it. @throws {DataDirectoryError} when it can't be written */
export async function prepareDataDirectory(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DataDirectoryError(folder, error);
  }
}
