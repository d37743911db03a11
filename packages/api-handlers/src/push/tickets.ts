import { createHash, randomBytes } from 'node:crypto';

const TICKET_BYTES = 32;
const ticketPattern = /^[\w-]{43}$/;

/** 256 random bits, as text for a URL. */
export const newTicket = () => randomBytes(TICKET_BYTES).toString('base64url');

/** Whether it can be one at all: anything else is not even looked for. */
export const isTicket = (value: string | undefined): value is string =>
  value !== undefined && ticketPattern.test(value);

/** What is stored of a ticket: whoever reads the table opens no connection. */
export const hashTicket = (ticket: string) => createHash('sha256').update(ticket).digest('hex');
