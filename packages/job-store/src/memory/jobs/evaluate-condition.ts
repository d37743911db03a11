import type { Condition } from '../../aws/jobs/conditions.ts';

/** An item's attributes; none when there is no item. */
export type Attributes = Readonly<Record<string, unknown>>;

type Operand = (attributes: Attributes, values: Condition['values']) => unknown;
type Predicate = (attributes: Attributes, values: Condition['values']) => boolean;

const TOKEN = /\s*(attribute_exists|attribute_not_exists|AND|OR|IN|[#:]\w+|<=|>=|[=<>(),])/y;

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const compiled = new Map<string, Predicate>();

/** Whether a condition holds for an item: the part of DynamoDB's condition expressions that the jobs table uses. */
export function holds({ expression, values }: Condition, attributes: Attributes): boolean {
  const predicate = compiled.get(expression) ?? compile(expression);
  compiled.set(expression, predicate);
  return predicate(attributes, values);
}

function compile(expression: string): Predicate {
  const tokens = tokenize(expression);
  const take = (expected?: string): string => {
    const token = tokens.shift();
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new SyntaxError(`Expected ${expected ?? 'more'}, not ${token ?? 'the end'}, in ${expression}`);
    }
    return token;
  };

  const either = (): Predicate => {
    const parts = [both()];
    while (tokens[0] === 'OR') parts.push((take(), both()));
    return (...item) => parts.some((part) => part(...item));
  };
  const both = (): Predicate => {
    const parts = [single()];
    while (tokens[0] === 'AND') parts.push((take(), single()));
    return (...item) => parts.every((part) => part(...item));
  };
  const single = (): Predicate => {
    const token = take();
    if (token === '(') {
      const inner = either();
      take(')');
      return inner;
    }
    if (token === 'attribute_exists' || token === 'attribute_not_exists') {
      take('(');
      const attribute = operand(take());
      take(')');
      const wanted = token === 'attribute_exists';
      return (...item) => (attribute(...item) !== undefined) === wanted;
    }
    return tokens[0] === 'IN' ? membership(operand(token)) : comparison(operand(token));
  };
  const membership = (tested: Operand): Predicate => {
    take('IN');
    take('(');
    const members = [operand(take())];
    while (tokens[0] === ',') members.push((take(), operand(take())));
    take(')');
    return (...item) => members.some((member) => member(...item) === tested(...item));
  };
  const comparison = (left: Operand): Predicate => {
    const compare = COMPARISONS[take()];
    if (!compare) throw new SyntaxError(`A comparison was expected in ${expression}`);
    const right = operand(take());
    return (...item) => {
      const [a, b] = [left(...item), right(...item)];
      // What is not there compares with nothing.
      return a !== undefined && b !== undefined && compare(a as number, b as number);
    };
  };

  const predicate = either();
  if (tokens.length > 0) throw new SyntaxError(`${tokens.join(' ')} is left over in ${expression}`);
  return predicate;
}

function operand(token: string): Operand {
  if (token.startsWith('#')) return (attributes) => attributes[token.slice(1)];
  if (token.startsWith(':')) return (_, values) => values[token];
  throw new SyntaxError(`${token} is no operand`);
}

function tokenize(expression: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.trimEnd().length) {
    const { lastIndex } = TOKEN;
    const token = TOKEN.exec(expression)?.[1];
    if (token === undefined) throw new SyntaxError(`${expression.slice(lastIndex)} is not understood`);
    tokens.push(token);
  }
  return tokens;
}
