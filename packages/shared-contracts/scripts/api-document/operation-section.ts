import { API_EXAMPLES } from '../../src/http/examples/examples.ts';
import { PROBLEMS } from '../../src/http/problems.ts';
import { COMMON_PROBLEMS, type Route } from '../../src/http/routes.ts';
import { exampleMessages } from './example-messages.ts';
import { below, code, table } from './markdown.ts';
import { componentLink, type FieldSchema } from './schema-fields.ts';

interface Content {
  readonly schema: FieldSchema;
}

/** What the document has of an operation. */
export interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly description: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, Response>>;
}

interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly description: string }>>;
  readonly content?: Readonly<Record<string, Content>>;
}

const linkOf = (content: Readonly<Record<string, Content>> | undefined) => {
  const reference = content?.['application/json']?.schema.$ref;
  return reference ? componentLink(reference) : '';
};

function parameters({ parameters: declared = [] }: Operation): string {
  return table(
    ['parameter', 'in', 'means'],
    declared.map((parameter) => [code(parameter.name), parameter.in, parameter.description]),
  );
}

function answers({ responses }: Operation): string {
  const rows = Object.entries(responses)
    .filter(([status]) => Number(status) < 400)
    .map(([status, { description, headers = {}, content }]) => [
      status,
      description,
      linkOf(content) || (content ? 'JSON' : ''),
      Object.entries(headers)
        .map(([name, header]) => `${code(name)}: ${header.description}`)
        .join('. '),
    ]);
  return table(['status', 'means', 'body', 'headers'], rows);
}

function problems(route: Route): string {
  const rows = [...new Set([...route.problems, ...COMMON_PROBLEMS])]
    .toSorted((one, other) => PROBLEMS[one].status - PROBLEMS[other].status)
    .map((problem) => [String(PROBLEMS[problem].status), code(problem), PROBLEMS[problem].title]);
  return table(['status', 'problem', 'means'], rows);
}

/** A route: what it takes, what it answers, what can go wrong, and its examples. */
export function operationSection(route: Route, operation: Operation): string {
  const body = linkOf(operation.requestBody?.content);
  return below(
    `### ${route.summary}`,
    `${code(`${route.method} ${route.path}`)}, scope ${code(route.scope)}`,
    route.description ?? '',
    parameters(operation),
    body && `The body is a ${body}.`,
    answers(operation),
    problems(route),
    ...API_EXAMPLES.filter(({ operationId }) => operationId === route.operationId).map((example) =>
      exampleMessages(route, example),
    ),
  );
}
