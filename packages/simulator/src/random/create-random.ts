/** A number from 0 to below 1. */
export type Random = () => number;

/** 128 bits from a text, by FNV-1a over it and its place. */
function wordsOf(text: string): [number, number, number, number] {
  const hash = (salt: number) => {
    let value = 0x811c9dc5 ^ salt;
    for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    return value >>> 0;
  };
  return [hash(1), hash(2), hash(3), hash(4)];
}

/**
 * Random numbers that are the same for the same seed and name. What is drawn under one name does not shift what is drawn
 * under another: two settings that are compared see the same arrivals and the same work.
 *
 * The generator is sfc32 (PractRand's small fast counting generator).
 */
export function createRandom(seed: number, name: string): Random {
  let [a, b, c, counter] = wordsOf(`${seed}/${name}`);
  const next = () => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 20; i++) next();
  return next;
}
