import { UnexpectedAnswerError } from '../errors.ts';
import { parseJson } from './parse-json.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON of the body; undefined when there is none. */
  readonly content: unknown;
}

/** The JSON that was asked for. @throws {UnexpectedAnswerError} when it is none */
export function readAnswer(request: string, { status, headers }: Response, text: string): Answer {
  const content = parseJson(text);
  if (text !== '' && content === undefined) throw new UnexpectedAnswerError(request, status, 'it is not JSON');
  return { status, headers, content };
}
