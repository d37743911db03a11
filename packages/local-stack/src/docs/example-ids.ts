const ID = /(?:(?:job|upl|sch|bat)_[0-9a-f]{32}(?:_\d+)?|whs_[0-9a-f]{16})(?![0-9a-f])/g;

/** Which id of this run stands for which of the examples, whose ids are made up. */
export interface ExampleIds {
  /** Those in `text` that stand for none yet. */
  unknownIn(text: string): string[];
  set(documented: string, actual: string): void;
  /** Where the answer has an id in the place of one that is not known yet, it stands for that from now on. */
  learn(documented: unknown, actual: unknown): void;
  /** `text` with the ids of this run. */
  translate(text: string): string;
}

export function createExampleIds(): ExampleIds {
  const ids = new Map<string, string>();
  const unknownIn = (text: string) => [...new Set(text.match(ID))].filter((id) => !ids.has(id));

  function learn(documented: unknown, actual: unknown): void {
    if (typeof documented === 'string' && typeof actual === 'string') {
      const actualIds = actual.match(ID) ?? [];
      (documented.match(ID) ?? []).forEach((id, index) => {
        const found = actualIds[index];
        if (found !== undefined && !ids.has(id)) ids.set(id, found);
      });
    } else if (isObject(documented) && isObject(actual)) {
      for (const [name, value] of Object.entries(documented)) learn(value, actual[name]);
    }
  }

  return {
    unknownIn,
    learn,
    set: (documented, actual) => void ids.set(documented, actual),
    translate: (text) => text.replaceAll(ID, (id) => ids.get(id) ?? id),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
