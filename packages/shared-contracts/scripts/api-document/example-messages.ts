import { STATUS_CODES } from 'node:http';
import type { ApiExample } from '../../src/http/examples/examples.ts';
import type { Route } from '../../src/http/routes.ts';
import { below, block } from './markdown.ts';

type Headers = Readonly<Record<string, string>>;

const json = (value: unknown) => JSON.stringify(value, undefined, 2);

/** A request or an answer as HTTP writes it. */
function message(start: string, headers: Headers, body: unknown): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return block('http', [start, ...lines, ...(body === undefined ? [] : ['', json(body)])].join('\n'));
}

function parametersIn(route: Route, { parameters = {} }: ApiExample, place: 'path' | 'query' | 'header') {
  const isThere = (name: string) =>
    route.parameters?.some((parameter) => parameter.name === name && parameter.in === place) ?? false;
  return Object.entries(parameters).filter(([name]) => isThere(name));
}

function requestOf(route: Route, example: ApiExample): string {
  const path = parametersIn(route, example, 'path').reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(value)),
    route.path,
  );
  const query = new URLSearchParams(parametersIn(route, example, 'query')).toString();
  const headers = {
    'X-Api-Key': '…',
    ...Object.fromEntries(parametersIn(route, example, 'header')),
    ...(example.body !== undefined && { 'Content-Type': 'application/json' }),
  };
  return message(`${route.method} ${path}${query && `?${query}`}`, headers, example.body);
}

function answerOf({ answer }: ApiExample): string {
  const { status, headers = {}, body } = answer;
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  const allHeaders = { ...(body !== undefined && { 'Content-Type': type }), ...headers };
  return message(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, allHeaders, body);
}

/** The request and the answer of an example, below its title. */
export const exampleMessages = (route: Route, example: ApiExample) =>
  below(
    `**${example.title}**${example.answer.shortened ? ' (here without some of its fields)' : ''}`,
    requestOf(route, example),
    answerOf(example),
  );
