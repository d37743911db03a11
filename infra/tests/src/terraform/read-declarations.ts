import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Variable {
  readonly name: string;
  readonly description: string;
  /** As declared; several lines for an object. Empty: none is. */
  readonly type: string;
  /** As declared. Undefined: a value must be given. */
  readonly defaultValue: string | undefined;
  /** What each of its validations says. */
  readonly errorMessages: readonly string[];
}

interface Output {
  readonly name: string;
  readonly description: string;
}

/** Another module that it is made of. */
interface ModuleCall {
  readonly name: string;
  /** A path, from the folder. */
  readonly source: string;
  /** What the variable is given, as written; several lines for an object. Undefined: its default. */
  readonly given: (variable: string) => string | undefined;
}

export interface Declarations {
  readonly variables: readonly Variable[];
  readonly outputs: readonly Output[];
  readonly modules: readonly ModuleCall[];
}

/**
 * What a module takes, gives and is made of, read from its files as `terraform fmt` writes them: a block ends with the
 * first brace at the margin, an attribute of it with the first line that is indented no deeper than its name.
 */
export async function readDeclarations(folder: string): Promise<Declarations> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.tf')).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const text = texts.join('\n');
  return {
    variables: blocksOf('variable', text).map(({ name, body }): Variable => ({
      name,
      description: description(body),
      type: attribute('type', body) ?? '',
      defaultValue: attribute('default', body),
      errorMessages: errorMessages(body),
    })),
    outputs: blocksOf('output', text).map(({ name, body }) => ({ name, description: description(body) })),
    modules: blocksOf('module', text).map(({ name, body }) => ({
      name,
      source: JSON.parse(attribute('source', body) ?? '""') as string,
      given: (variable) => attribute(variable, body),
    })),
  };
}

function blocksOf(kind: 'variable' | 'output' | 'module', text: string) {
  const blocks = text.matchAll(new RegExp(`^${kind} "(?<name>\\w+)" \\{\\n(?<body>(?:.*\\n)*?)\\}$`, 'gm'));
  return [...blocks].map(({ groups }) => ({ name: groups?.['name'] ?? '', body: groups?.['body'] ?? '' }));
}

/** The rest of the line, with the deeper lines and the closing bracket that follow it. */
function attribute(name: string, body: string): string | undefined {
  const found = new RegExp(`^ {2}${name} *= (?<value>.*(?:\\n {4}.*)*(?:\\n {2}[)}\\]]+)?)$`, 'm').exec(body);
  return found?.groups?.['value']?.replaceAll(/^ {2}/gm, '');
}

const description = (body: string) => JSON.parse(attribute('description', body) ?? '""') as string;

const errorMessages = (body: string) =>
  [...body.matchAll(/^ {4}error_message *= (?<value>".*")$/gm)].map(
    ({ groups }) => JSON.parse(groups?.['value'] ?? '""') as string,
  );
