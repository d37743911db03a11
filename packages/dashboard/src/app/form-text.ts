/** Reads a form's texts by the names of its fields. */
export function formTexts(form: EventTarget | null): (name: string) => string {
  const data = new FormData(form as HTMLFormElement);
  return (name) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
}
