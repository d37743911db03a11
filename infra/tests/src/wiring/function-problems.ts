import { createHash } from 'node:crypto';
import { createHandlers, type FunctionName } from '@jobs/api-handlers';
import type { Deployment } from '../read-back/read-deployment.ts';
import { environmentProblems } from './environment-problems.ts';
import { functionNamed } from './function-named.ts';

export const FUNCTION_NAMES = Object.keys(createHandlers) as FunctionName[];

/** Reads the zip of a function that Terraform was given. */
export type ReadZip = (functionName: string) => Promise<Buffer>;

/** Where the applied functions are not the handlers' folders, or could not start as they are configured. */
export async function functionProblems(deployment: Deployment, readZip: ReadZip): Promise<string[]> {
  const unknown = deployment.functions
    .filter(
      ({ name, environment }) =>
        !FUNCTION_NAMES.some((folder) => functionNamed(deployment, folder)?.name === name) &&
        environment['JOB_TYPE'] === undefined,
    )
    .map(({ name }) => `function ${name} has no folder in packages/api-handlers`);
  const known = await Promise.all(
    FUNCTION_NAMES.map(async (folder) => {
      const problems = await problemsOf(deployment, folder, readZip);
      return problems.map((problem) => `function ${folder}: ${problem}`);
    }),
  );
  return [...unknown, ...known.flat()];
}

async function problemsOf(deployment: Deployment, folder: FunctionName, readZip: ReadZip): Promise<string[]> {
  const applied = functionNamed(deployment, folder);
  if (!applied) return ['is missing'];
  const hash = createHash('sha256')
    .update(await readZip(folder))
    .digest('base64');
  return [
    ...environmentProblems(deployment, applied.environment, (env) => void createHandlers[folder](env)),
    ...(applied.codeSha256 === hash ? [] : ['does not run the zip of its own folder']),
    ...(applied.handler === 'index.handler' ? [] : [`its handler is ${applied.handler}`]),
    ...(applied.architectures.join(',') === 'arm64' ? [] : [`runs on ${applied.architectures.join(',')}`]),
    ...(applied.runtime.startsWith('nodejs') ? [] : [`runs on ${applied.runtime}`]),
  ];
}
