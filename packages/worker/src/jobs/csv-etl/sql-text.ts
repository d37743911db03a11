/** A name, such as a table's, as SQL takes it. */
export const quoteIdentifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** A string constant. DuckDB knows no escape in it but the doubled quote. */
export const quoteLiteral = (text: string) => `'${text.replaceAll("'", "''")}'`;
