import { declaration } from './templates/declaration.ts';
import { handler } from './templates/handler.ts';
import { handlerTest } from './templates/handler-test.ts';
import { sample } from './templates/sample.ts';

/** Exports every declaration of this repository, a line each. */
export const LIST = 'packages/shared-contracts/src/job-types/built-in.ts';

export interface ScaffoldedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
  /** What it is, for people. */
  readonly what: string;
}

/** The files of a new job type. */
export function scaffold(name: string): readonly ScaffoldedFile[] {
  const handlers = `packages/worker/src/jobs/${name}`;
  return [
    {
      path: `packages/shared-contracts/src/job-types/${name}.ts`,
      content: declaration(name),
      what: 'the declaration: schemas, queue, attempts, compute',
    },
    { path: `${handlers}/index.ts`, content: handler(name), what: 'the handler' },
    { path: `${handlers}/${name}.test.ts`, content: handlerTest(name), what: 'its test' },
    { path: `examples/${name}.json`, content: sample(name), what: 'a sample: a body for POST /v1/jobs' },
  ];
}
