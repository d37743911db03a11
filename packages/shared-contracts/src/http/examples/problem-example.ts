import { PROBLEMS, problemTypeUri, type FieldError, type Problem, type ProblemCode } from '../problems.ts';

/** A problem document as it is answered. */
export function problemExample(
  code: ProblemCode,
  { detail, instance, errors }: { detail: string; instance?: string; errors?: FieldError[] },
): Problem {
  const { status, title } = PROBLEMS[code];
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  return {
    type: problemTypeUri(code),
    title,
    status,
    detail,
    ...(instance !== undefined && { instance }),
    code,
    traceId,
    ...(errors && { errors }),
  };
}
