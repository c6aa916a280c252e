/** What the reader says: sentences by key, as Python sends them. */

export class Wording {
  readonly #words: Readonly<Record<string, string>>;

  constructor(words: Readonly<Record<string, string>>) {
    this.#words = words;
  }

  /**
   * The sentence of `key` with each `{name}` filled in. Of a pair `key.one` and `key.other`, `n`
   * chooses. A key without a sentence comes back in brackets.
   */
  say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    const plural = `${key}.${Number(values["n"]) === 1 ? "one" : "other"}`;
    const sentence = this.#find(plural) ?? this.#find(key);
    if (sentence === undefined) return `[${key}]`;
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : whole,
    );
  }

  #find(key: string): string | undefined {
    return Object.hasOwn(this.#words, key) ? this.#words[key] : undefined;
  }
}
