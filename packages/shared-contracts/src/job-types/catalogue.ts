import type { JobType } from './define-job-type.ts';
import { csvEtl } from './csv-etl.ts';
import { documentRender } from './document-render.ts';
import { imageTransform } from './image-transform.ts';
import { textAnalyze } from './text-analyze.ts';

/** Every job type of this installation. A new one is a file beside these, and a line here. */
export const JOB_TYPES = [csvEtl, documentRender, imageTransform, textAnalyze] as const satisfies readonly JobType[];

export type JobTypeName = (typeof JOB_TYPES)[number]['name'];

/** The job type of that name, or undefined. */
export function findJobType(name: string): JobType | undefined {
  return JOB_TYPES.find((jobType) => jobType.name === name);
}
