import type { TSchema } from 'typebox';
import { JOB_TYPES } from '../job-types/catalogue.ts';
import { JobView } from '../jobs/job-view.ts';
import { API_EXAMPLES, type ApiExample } from './examples/examples.ts';
import { COMMON_PROBLEMS, ROUTES, type Route } from './routes.ts';
import { Problem, PROBLEMS, type ProblemCode } from './problems.ts';
import {
  JobList,
  FailureList,
  OperatorJobView,
  Overview,
  RedriveOutcome,
  RedriveRequest,
} from '../operations/operations.ts';
import {
  CreateUploadRequest,
  JobTypeList,
  JobTypeView,
  priorityAmong,
  SubmitJobRequest,
  UploadTicket,
} from './requests.ts';
import { ConnectionTicket } from '../push/messages.ts';
import {
  CreateScheduleRequest,
  ScheduleList,
  SchedulePreview,
  ScheduleView,
  UpdateScheduleRequest,
} from '../schedules/schedule.ts';
import { DeliveryList, DeliveryView, NewWebhookSecret, WebhookSecretList } from '../webhooks/webhook.ts';

const COMPONENTS: Record<string, TSchema> = {
  ConnectionTicket,
  CreateScheduleRequest,
  CreateUploadRequest,
  DeliveryList,
  DeliveryView,
  FailureList,
  JobList,
  JobTypeList,
  JobTypeView,
  JobView,
  NewWebhookSecret,
  OperatorJobView,
  Overview,
  Problem,
  RedriveOutcome,
  RedriveRequest,
  ScheduleList,
  SchedulePreview,
  ScheduleView,
  SubmitJobRequest,
  UpdateScheduleRequest,
  UploadTicket,
  WebhookSecretList,
};

const componentName = (schema: TSchema) => Object.keys(COMPONENTS).find((name) => COMPONENTS[name] === schema);

function reference(schema: TSchema) {
  const name = componentName(schema);
  return name ? { $ref: `#/components/schemas/${name}` } : schema;
}

/** `submit-job` and `submitJob` are the same name in two notations. */
const camelCase = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** `csv-etl` → `CsvEtl`. */
const pascalCase = (name: string) => camelCase(`-${name}`);

type Entry = [string, object];

/** The bodies that `examples` have, by the examples' names; nothing where there are none. */
function examplesOf(examples: readonly ApiExample[], bodyOf: (example: ApiExample) => unknown) {
  const withBody = examples.filter((example) => bodyOf(example) !== undefined);
  if (withBody.length === 0) return {};
  const named = withBody.map((example): Entry => [example.name, { summary: example.title, value: bodyOf(example) }]);
  return { examples: Object.fromEntries(named) };
}

/** The body of a request that is refused need not be as the schema says. */
const isAccepted = ({ answer }: ApiExample) => answer.status < 400;

const answerExamples = (examples: readonly ApiExample[], status: number) =>
  examplesOf(
    examples.filter(({ answer }) => answer.status === status),
    ({ answer }) => answer.body,
  );

function problemAnswers(codes: readonly ProblemCode[], examples: readonly ApiExample[]) {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  return [...byStatus].map(([status, sameStatus]): Entry => [
    String(status),
    {
      description: sameStatus.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('. '),
      content: {
        'application/problem+json': { schema: reference(Problem), ...answerExamples(examples, status) },
      },
    },
  ]);
}

function operation(route: Route) {
  const examples = API_EXAMPLES.filter(({ operationId }) => operationId === route.operationId);
  const answers = route.answers.map((answer): Entry => [
    String(answer.status),
    {
      description: answer.description,
      ...(answer.headers && {
        headers: Object.fromEntries(
          answer.headers.map(({ name, description }) => [name, { description, schema: { type: 'string' } }]),
        ),
      }),
      ...(answer.status < 300 && {
        content: {
          'application/json': {
            schema: answer.schema ? reference(answer.schema) : { type: 'object' },
            ...answerExamples(examples, answer.status),
          },
        },
      }),
    },
  ]);
  return {
    operationId: camelCase(route.operationId),
    'x-function': route.operationId,
    'x-scope': route.scope,
    summary: route.summary,
    ...(route.description && { description: route.description }),
    tags: [route.path.split('/')[2]?.replace('.json', '') ?? ''],
    ...(route.parameters && {
      parameters: route.parameters.map((parameter) => ({ ...parameter, required: parameter.in === 'path' })),
    }),
    ...(route.request && {
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: reference(route.request),
            ...examplesOf(examples.filter(isAccepted), ({ body }) => body),
          },
        },
      },
    }),
    responses: Object.fromEntries([...answers, ...problemAnswers([...route.problems, ...COMMON_PROBLEMS], examples)]),
  };
}

function paths() {
  const byPath = Map.groupBy(ROUTES, (route) => route.path);
  return Object.fromEntries(
    [...byPath].map(([path, routes]) => [
      path,
      Object.fromEntries(routes.map((route) => [route.method.toLowerCase(), operation(route)])),
    ]),
  );
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The schemas that depend on the catalogue: a submission is one of the job types', a result likewise. */
function jobTypeComponents() {
  const names = JOB_TYPES.map(({ name }) => ({ name, component: pascalCase(name) }));
  const schemas = JOB_TYPES.flatMap((jobType): Entry[] => {
    const component = pascalCase(jobType.name);
    const properties = {
      ...SubmitJobRequest.properties,
      type: { type: 'string', const: jobType.name },
      priority: priorityAmong(jobType.lanes),
      input: ref(`${component}Input`),
    };
    return [
      [
        `Submit${component}`,
        { ...SubmitJobRequest, title: jobType.title, description: jobType.description, properties },
      ],
      [`${component}Input`, jobType.input],
      [`${component}Result`, jobType.result],
    ];
  });
  return {
    ...Object.fromEntries(schemas),
    SubmitJobRequest: {
      oneOf: names.map(({ component }) => ref(`Submit${component}`)),
      discriminator: {
        propertyName: 'type',
        mapping: Object.fromEntries(names.map(({ name, component }) => [name, ref(`Submit${component}`).$ref])),
      },
    },
    JobView: {
      ...JobView,
      properties: { ...JobView.properties, result: { anyOf: names.map(({ component }) => ref(`${component}Result`)) } },
    },
  };
}

/** The OpenAPI 3.1 document of the API, made from the routes and schemas that the code itself runs on. */
export function openApiDocument() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Asynchronous job queue',
      version: '1.0.0',
      description: 'Submit jobs that take seconds to hours, and follow them to their end.',
    },
    servers: [{ url: '/', description: 'Wherever the platform team deployed it' }],
    security: [{ apiKey: [] }],
    tags: [
      { name: 'jobs', description: 'Submit, follow and cancel jobs' },
      { name: 'uploads', description: 'Bring large inputs' },
      { name: 'schedules', description: 'Jobs that are made again and again' },
      { name: 'job-types', description: 'What can be submitted' },
      { name: 'operations', description: 'For operators: the jobs of all owners' },
      { name: 'webhook-secrets', description: 'What webhooks are signed with' },
      { name: 'openapi', description: 'The OpenAPI document' },
    ],
    paths: paths(),
    components: {
      securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' } },
      schemas: { ...COMPONENTS, ...jobTypeComponents() },
    },
  };
}
