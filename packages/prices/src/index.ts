import prices from '../prices.json' with { type: 'json' };

/**
 * What AWS asks for in one Region. Every name ends in what the number is of: dollars for what, or a size in KiB that is
 * billed as one. `asOf` is when it was read, `page` where AWS says so itself.
 */
export type Prices = typeof prices;

export const PRICES: Prices = prices;
