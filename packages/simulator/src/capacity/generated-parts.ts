const PART = /(<!-- generated: (?<name>[\w-]+) -->\n)[^]*?(<!-- end -->)/g;

/** A page with its generated parts written anew. @throws when the page has a part of which nothing is known */
export function withGeneratedParts(page: string, parts: Readonly<Record<string, string>>): string {
  return page.replaceAll(PART, (_, begin: string, name: string, end: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`Nothing is known of the generated part "${name}"`);
    return `${begin}\n${part}\n\n${end}`;
  });
}
