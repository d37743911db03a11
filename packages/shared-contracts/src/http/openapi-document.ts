import { openApiDocument } from './openapi.ts';

/** The OpenAPI document, worked out. */
export const OPENAPI_DOCUMENT = openApiDocument();
