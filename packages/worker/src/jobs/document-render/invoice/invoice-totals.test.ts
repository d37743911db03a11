import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { invoiceTotals, type Invoice } from './invoice-totals.ts';

const invoice = (lines: Invoice['lines'], currency = 'EUR'): Invoice => ({
  number: '1',
  issuedOn: '2026-01-01',
  currency,
  seller: { name: 'a' },
  buyer: { name: 'b' },
  lines,
});

const totalOf = (lines: Invoice['lines'], currency = 'EUR') => {
  const { total, fractionDigits } = invoiceTotals(invoice(lines, currency));
  return total.toFixed(fractionDigits);
};

const line = (quantity: number, unitPrice: number, taxPercent?: number) => ({
  description: 'x',
  quantity,
  unitPrice,
  ...(taxPercent !== undefined && { taxPercent }),
});

describe('the totals of an invoice', () => {
  test.each([
    ['tenths that binary fractions cannot hold', [line(3, 0.1), line(1, 0.2)], 'EUR', '0.50'],
    ['half a cent, which goes up', [line(1, 1.005)], 'EUR', '1.01'],
    ['half a cent of a credit, which goes away from zero', [line(1, -1.005)], 'EUR', '-1.01'],
    ['a currency without cents', [line(1.5, 333, 10)], 'JPY', '550'],
    ['a currency of three digits', [line(1, 1.2345)], 'KWD', '1.235'],
    ['discounts', [line(1, 100, 19), line(1, -100, 19)], 'EUR', '0.00'],
    ['amounts beyond the exact integers', [line(1_000_000, 999_999_999.99)], 'EUR', '999999999990000.00'],
    [
      'many such lines',
      Array.from({ length: 100 }, () => line(1_000_000, 999_999_999.99)),
      'EUR',
      '99999999999000000.00',
    ],
  ])('are right for %s', (_, lines, currency, expected) => {
    expect(totalOf(lines, currency)).toBe(expected);
  });

  test('reckon tax from the sum of a rate’s lines, not line by line', () => {
    const { taxes, total } = invoiceTotals(invoice([line(1, 0.02, 19), line(1, 0.02, 19), line(1, 1)]));
    expect(taxes.map(({ percent, amount }) => [percent.toFixed(), amount.toFixed(2)])).toEqual([['19', '0.01']]);
    expect(total.toFixed(2)).toBe('1.05');
  });

  test('agree with integer arithmetic in cents', () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
    const quantity = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(quantity, cents), { minLength: 1, maxLength: 20 }), (lines) => {
        const expected = lines.reduce((sum, [count, price]) => sum + count * price, 0);
        const total = totalOf(lines.map(([count, price]) => line(count, price / 100)));
        expect(Math.round(Number(total) * 100)).toBe(expected === 0 ? 0 : expected);
      }),
    );
  });
});
