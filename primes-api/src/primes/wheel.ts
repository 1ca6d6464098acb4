/**
 * The wheel of 30 = 2 x 3 x 5: the only numbers below 30 that no factor of 30 divides. One byte stands for 30 numbers,
 * and bit k of byte b for the number 30b + WHEEL[k].
 */
export const WHEEL = [1, 7, 11, 13, 17, 19, 23, 29] as const;

/** How many numbers one byte stands for. */
export const NUMBERS_PER_BYTE = 30;

/** The bit that stands for a residue modulo 30; -1 for the residues that 2, 3 or 5 divides. */
const BIT_OF_RESIDUE = Int8Array.from({ length: NUMBERS_PER_BYTE }, (_, residue) =>
  (WHEEL as readonly number[]).indexOf(residue),
);

/** Byte and AND-mask of a number that 2, 3 and 5 do not divide, below 2^31. */
export function placeOf(number: number): { byte: number; keepOthers: number } {
  const bit = BIT_OF_RESIDUE[number % NUMBERS_PER_BYTE] ?? -1;
  if (bit < 0) throw new RangeError(`${number} is divisible by 2, 3 or 5, so it has no bit on the wheel.`);
  return { byte: Math.floor(number / NUMBERS_PER_BYTE), keepOthers: 0xff & ~(1 << bit) };
}

/** The smallest number from `from` upwards whose residue modulo 30 is `residue`. */
export function firstWithResidue(from: number, residue: number): number {
  return from + ((((residue - from) % NUMBERS_PER_BYTE) + NUMBERS_PER_BYTE) % NUMBERS_PER_BYTE);
}

/** How many of the numbers that `bytes` stands for are still marked. `bytes.length` must be a multiple of 4. */
export function countMarked(bytes: Uint8Array): number {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let total = 0;
  for (let i = 0; i < words.length; i++) {
    let bits = words[i] as number;
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
    total += Math.imul(bits, 0x01010101) >>> 24;
  }
  return total;
}
