import { Big } from 'big.js';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { printable } from '../printable.ts';
import { invoiceTotals, type Invoice, type InvoiceTotals } from './invoice-totals.ts';

type Party = Invoice['seller'];

const longDate = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** An invoice as content of a PDF, with its total. @throws {PermanentJobError} `invalid-pdf-input` */
export function invoiceContent(invoice: Invoice): { content: Content[]; totals: InvoiceTotals } {
  const totals = invoiceTotals(invoice);
  const money = moneyFormat(invoice.currency);
  return {
    content: [
      { text: `Invoice ${printable(invoice.number)}`, style: 'h1' },
      { columns: [party('From', invoice.seller), party('To', invoice.buyer), dates(invoice)], columnGap: 16 },
      linesTable(invoice, totals, money),
      totalsTable(totals, money),
      ...(invoice.notes === undefined ? [] : [{ text: printable(invoice.notes), margin: [0, 16, 0, 0] } as Content]),
    ],
    totals,
  };
}

type Money = (amount: Big, options?: { readonly exact: boolean }) => string;

/** Formats from the decimal's own digits, never by way of a floating point number. `exact` keeps more digits than the currency has. */
function moneyFormat(currency: string): Money {
  const options = { style: 'currency', currency } as const;
  const rounded = new Intl.NumberFormat('en', options);
  const exactly = new Intl.NumberFormat('en', { ...options, maximumFractionDigits: 20 });
  return (amount, { exact } = { exact: false }) =>
    (exact ? exactly : rounded).format(amount.toFixed() as Intl.StringNumericLiteral);
}

const party = (heading: string, { name, addressLines = [], taxId }: Party): Content => ({
  stack: [
    { text: heading, style: 'running' },
    { text: printable(name), bold: true },
    ...addressLines.map((line) => printable(line)),
    ...(taxId === undefined ? [] : [`Tax ID ${printable(taxId)}`]),
  ],
});

const dates = ({ issuedOn, dueOn }: Invoice): Content => ({
  stack: [
    { text: 'Issued', style: 'running' },
    longDate.format(new Date(issuedOn)),
    ...(dueOn === undefined ? [] : [{ text: 'Due', style: 'running' }, longDate.format(new Date(dueOn))]),
  ],
});

const right = (text: string): TableCell => ({ text, alignment: 'right' });

function linesTable({ lines }: Invoice, { lineAmounts }: InvoiceTotals, money: Money): Content {
  const header = ['Description', 'Quantity', 'Unit price', 'Tax', 'Amount'].map((text, i): TableCell => ({
    text,
    style: 'tableHeader',
    alignment: i === 0 ? 'left' : 'right',
  }));
  const rows = lines.map(({ description, quantity, unitPrice, taxPercent }, i): TableCell[] => [
    printable(description),
    right(new Big(quantity).toFixed()),
    right(money(new Big(unitPrice), { exact: true })),
    right(taxPercent === undefined ? '' : `${new Big(taxPercent).toFixed()} %`),
    right(money(lineAmounts[i] ?? new Big(0))),
  ]);
  return {
    table: { headerRows: 1, dontBreakRows: true, widths: ['*', 55, 85, 40, 95], body: [header, ...rows] },
    layout: 'lightHorizontalLines',
    margin: [0, 18, 0, 10],
  };
}

function totalsTable({ net, taxes, total }: InvoiceTotals, money: Money): Content {
  const rows = [
    [right('Net'), right(money(net))],
    ...taxes.map(({ percent, amount }) => [right(`Tax ${percent.toFixed()} %`), right(money(amount))]),
    [
      { text: 'Total', bold: true, alignment: 'right' },
      { text: money(total), bold: true, alignment: 'right' },
    ] satisfies TableCell[],
  ];
  return { table: { widths: ['*', 120], dontBreakRows: true, body: rows }, layout: 'noBorders', unbreakable: true };
}
