import type { documentRender, JobInput } from '@jobs/shared-contracts';
import { Big } from 'big.js';
import { PermanentJobError } from '../../../errors.ts';

export type Invoice = NonNullable<JobInput<typeof documentRender>['content']['invoice']>;

export interface InvoiceTotals {
  /** Quantity × unit price of each line, rounded to the currency's smallest unit. */
  readonly lineAmounts: readonly Big[];
  readonly net: Big;
  /** By tax rate in percent, lowest first. */
  readonly taxes: readonly { readonly percent: Big; readonly amount: Big }[];
  readonly total: Big;
  /** Digits behind the point that the currency has: 2 for EUR, 0 for JPY. */
  readonly fractionDigits: number;
}

/**
 * Adds an invoice up in exact decimals. Lines are rounded, tax is reckoned from the sum of each rate's lines and then
 * rounded, half up: as EN 16931 has it (BR-CO-10, BR-CO-14, BR-S-09).
 * @throws {PermanentJobError} `invalid-pdf-input` for an unknown currency
 */
export function invoiceTotals({ currency, lines }: Invoice): InvoiceTotals {
  const fractionDigits = fractionDigitsOf(currency);
  const rounded = (amount: Big) => amount.round(fractionDigits, Big.roundHalfUp);

  const amounts = lines.map(({ quantity, unitPrice, taxPercent }) => ({
    percent: taxPercent,
    amount: rounded(new Big(quantity).times(unitPrice)),
  }));
  const byRate = Map.groupBy(
    amounts.filter(({ percent }) => percent !== undefined),
    ({ percent }) => percent ?? 0,
  );
  const taxes = [...byRate]
    .toSorted(([a], [b]) => a - b)
    .map(([percent, ofRate]) => ({
      percent: new Big(percent),
      amount: rounded(
        sum(ofRate.map(({ amount }) => amount))
          .times(percent)
          .div(100),
      ),
    }));
  const net = sum(amounts.map(({ amount }) => amount));
  return {
    lineAmounts: amounts.map(({ amount }) => amount),
    net,
    taxes,
    total: net.plus(sum(taxes.map(({ amount }) => amount))),
    fractionDigits,
  };
}

const sum = (amounts: readonly Big[]) => amounts.reduce((total, amount) => total.plus(amount), new Big(0));

function fractionDigitsOf(currency: string): number {
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    throw new PermanentJobError(`"${currency}" is no currency of ISO 4217`, { code: 'invalid-pdf-input' });
  }
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
