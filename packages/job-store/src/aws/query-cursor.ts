/** The key that a query stopped at, as text that a caller passes back. */
export const encodeCursor = (key: object) => Buffer.from(JSON.stringify(key)).toString('base64url');
export const decodeCursor = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString()) as object;
