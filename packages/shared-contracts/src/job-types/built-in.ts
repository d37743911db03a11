/** The job types that this repository declares: a file beside this one, and a line here, for each. */
export { csvEtl } from './csv-etl.ts';
export { documentRender } from './document-render.ts';
export { imageTransform } from './image-transform.ts';
export { textAnalyze } from './text-analyze.ts';
