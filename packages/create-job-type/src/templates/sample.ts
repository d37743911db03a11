export const sample = (name: string) => `{
  "type": "${name}",
  "input": {
    "items": ["first", "second", "third"]
  }
}
`;
