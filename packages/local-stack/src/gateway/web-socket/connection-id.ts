import { randomBytes } from 'node:crypto';

const ID_BYTES = 16;

/** In the letters of API Gateway's ids, which end with `=`: whoever puts one into a path has to encode it. */
export const newConnectionId = () => `${randomBytes(ID_BYTES).toString('base64url')}=`;
