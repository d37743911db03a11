import { readFile } from 'node:fs/promises';
import { format } from 'oxfmt';
import { openApiDocument } from '../../src/http/openapi.ts';
import { ROUTES } from '../../src/http/routes.ts';
import { below, code, table } from './markdown.ts';
import { operationSection, type Operation } from './operation-section.ts';
import { componentLink, fieldsOf, typeOf, type FieldSchema } from './schema-fields.ts';

const INTRODUCTION = `<!-- Made by "pnpm generate" from packages/shared-contracts/src/http. Do not edit. -->

# The API

HTTP and JSON. It describes itself at \`/v1/openapi.json\` ([the same document](../packages/shared-contracts/generated/openapi.json)), and this page is made from that. A test sends every example to the local stack and compares the answer: ids, times, versions, signed URLs and secrets are others each time, all else is as it is here.

Every request carries an API key in \`X-Api-Key\`, and the key belongs to an owner: another owner’s jobs are not found. A key with the scope \`admin\` may do everything of its owner; only the scope \`operator\` reaches the jobs of all owners, by routes of its own. \`npm start\` serves it on \`http://127.0.0.1:3000\` with the key \`local-dev-key\`. To begin with, see the [quick starts](quick-starts.md).

Whatever is refused is answered with a [Problem](#problem) (RFC 9457): branch on its \`code\`, and show people \`detail\`. \`errors\` names each fault by a JSON Pointer into the body, or of a list’s parameter by its name.`;

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly components: { readonly schemas: Readonly<Record<string, FieldSchema>> };
}

function operationsOf({ paths }: Described, tag: string): string[] {
  return ROUTES.filter(({ path }) => path.split('/')[2]?.replace('.json', '') === tag).map((route) => {
    const operation = paths[route.path]?.[route.method.toLowerCase()];
    if (!operation) throw new Error(`${route.method} ${route.path} is not in the OpenAPI document`);
    return operationSection(route, operation);
  });
}

function schemaSection([name, schema]: [string, FieldSchema]): string {
  const alternatives = (schema.oneOf ?? []).flatMap(({ $ref }) => ($ref ? [`- ${componentLink($ref)}`] : []));
  const rows = fieldsOf(schema).map(({ path, schema: field, isRequired }) => [
    code(path),
    typeOf(field),
    isRequired ? 'yes' : '',
    field.description ?? '',
  ]);
  return below(
    `### ${name}`,
    schema.description ?? '',
    alternatives.length > 0 ? `One of these, by its \`type\`:\n\n${alternatives.join('\n')}` : '',
    table(['field', 'type', 'required', 'means'], rows),
  );
}

/** How the whole repository is formatted. */
async function formatting() {
  const settings = await readFile(new URL('../../../../.oxfmtrc.json', import.meta.url), 'utf8');
  const { singleQuote, printWidth } = JSON.parse(settings) as { singleQuote: boolean; printWidth: number };
  return { singleQuote, printWidth };
}

/** docs/api.md, formatted as all documents are. */
export async function apiDocument(): Promise<string> {
  // What it shares with the page is what JSON has.
  const document = JSON.parse(JSON.stringify(openApiDocument())) as Described;
  const text = below(
    INTRODUCTION,
    ...document.tags.flatMap(({ name, description }) => [`## ${description}`, ...operationsOf(document, name)]),
    '## Schemas',
    ...Object.entries(document.components.schemas).map(schemaSection),
  );
  const { code: formatted, errors } = await format('api.md', `${text}\n`, await formatting());
  if (errors.length > 0) throw new Error(`docs/api.md can't be formatted: ${errors[0]?.message}`);
  return formatted;
}
