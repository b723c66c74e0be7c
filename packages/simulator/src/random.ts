/**
 * A stream of chance that repeats for a seed, in whole 32-bit steps, so that it is the same on every machine.
 *
 * Source: sfc32 by Chris Doty-Humphrey (PractRand), three words of state and a counter. Streams that are started with
 * different words are independent: one more visitor changes nothing about the others.
 */
export class Chance {
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 1;

  /** Begins the stream of these three words anew. */
  start(first: number, second: number, third: number): this {
    this.a = first | 0;
    this.b = second | 0;
    this.c = third | 0;
    this.counter = 1;
    // Words that differ in one bit have nothing in common after twelve steps.
    for (let step = 0; step < 12; step += 1) this.bits();
    return this;
  }

  /** 32 bits, as a whole number that is not negative. */
  bits(): number {
    const mixed = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + mixed) | 0;
    return mixed >>> 0;
  }

  /** At least 0, below 1. */
  next(): number {
    return this.bits() / 0x1_0000_0000;
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** A whole number whose mean is `mean`: the one below it or the one above. */
  around(mean: number): number {
    const least = Math.floor(mean);
    return least + (this.next() < mean - least ? 1 : 0);
  }
}

/** The finaliser of MurmurHash3 (Appleby): every bit of the number reaches every bit of the result, and none is lost. */
export function scramble(number: number): number {
  let mixed = number >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
