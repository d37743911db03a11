import { JOB_TYPES } from '../../job-types/catalogue.ts';
import { jobTypeView } from '../../job-types/settings.ts';
import { textAnalyze } from '../../job-types/text-analyze.ts';
import type { ApiExample } from './api-example.ts';

export const DOCUMENT_EXAMPLES: readonly ApiExample[] = [
  {
    operationId: 'list-job-types',
    name: 'jobTypes',
    title: 'The job types',
    answer: {
      status: 200,
      headers: { 'Cache-Control': 'private, max-age=300' },
      body: { jobTypes: JOB_TYPES.map(({ name, title, description }) => ({ name, title, description })) },
    },
  },
  {
    operationId: 'get-job-type',
    name: 'jobType',
    title: 'A job type',
    parameters: { type: textAnalyze.name },
    answer: {
      status: 200,
      headers: { 'Cache-Control': 'private, max-age=15' },
      body: { ...jobTypeView(textAnalyze), inputSchema: { type: 'object' }, resultSchema: { type: 'object' } },
      shortened: true,
    },
  },
  {
    operationId: 'get-openapi',
    name: 'document',
    title: 'The OpenAPI document',
    answer: {
      status: 200,
      headers: { 'Cache-Control': 'private, max-age=300' },
      body: { openapi: '3.1.0', info: { title: 'Asynchronous job queue' } },
      shortened: true,
    },
  },
];
