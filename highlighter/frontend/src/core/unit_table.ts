/** What kind of sign a UTF-16 unit is, asked once of each: a long text has few different ones. */

const UNITS = 0x10000;

export class UnitTable {
  readonly #classify: (unit: string) => number;
  readonly #known = new Uint8Array(UNITS);

  /** `classify` gives a number from 0 to 254. */
  constructor(classify: (unit: string) => number) {
    this.#classify = classify;
  }

  /** The kind of the unit with this code, as `charCodeAt` tells it; of NaN, past the end, it is 0. */
  of(code: number): number {
    if (!(code >= 0)) return 0;
    const known = this.#known[code]!;
    if (known > 0) return known - 1;
    const found = this.#classify(String.fromCharCode(code));
    this.#known[code] = found + 1;
    return found;
  }
}
