import { PROBLEMS, problemTypeUri, type Problem, type ProblemCode } from '@jobs/shared-contracts';

export const problemOf = (code: ProblemCode, fields: Partial<Problem> = {}): Problem => ({
  type: problemTypeUri(code),
  code,
  detail: `On purpose: ${code}`,
  ...PROBLEMS[code],
  ...fields,
});
