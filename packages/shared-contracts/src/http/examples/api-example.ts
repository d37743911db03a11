import type { OperationId } from '../routes.ts';

/** A request as a client sends it, and what it is answered. A test sends each of them. */
export interface ApiExample {
  readonly operationId: OperationId;
  /** Of the example in the OpenAPI document; with the operation, its own. */
  readonly name: string;
  readonly title: string;
  /** Values of the route's parameters, by their names. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly answer: ExampleAnswer;
}

interface ExampleAnswer {
  readonly status: number;
  /** Some of those that the route declares. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Whether the body leaves out fields that the answer has. */
  readonly shortened?: boolean;
  /** Whether the body is that of a moment, so that another run has other numbers in another order. */
  readonly momentary?: boolean;
}
