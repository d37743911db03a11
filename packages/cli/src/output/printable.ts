// oxlint-disable-next-line no-control-regex -- these are meant
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** Without what moves a terminal's cursor or changes its colours: texts of jobs come from elsewhere. */
export const printable = (text: string): string => text.replaceAll(CONTROL, '�');

/** The same on one line. */
export const printableLine = (text: string): string => printable(text.replaceAll(/[\t\r\n]+/g, ' '));
