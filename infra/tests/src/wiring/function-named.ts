import type { AppliedFunction } from '../read-back/read-functions.ts';
import type { Deployment } from '../read-back/read-deployment.ts';

/** The function of a folder of the API's handlers: its deployed name ends with the folder's. */
export function functionNamed(
  { functions }: Pick<Deployment, 'functions'>,
  folder: string,
): AppliedFunction | undefined {
  const named = functions.filter(({ name }) => name.endsWith(`-${folder}`));
  return named.length === 1 ? named[0] : undefined;
}
