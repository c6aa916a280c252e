/** Which way a text runs, by its own letters. */

export type Direction = "ltr" | "rtl";

/** So many letters tell enough of a text. */
const ENOUGH = 2_000;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Samaritan}]/u;
/** Most texts have none of these, which is told fast. */
const MAY_RUN_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const LETTER = /\p{L}/u;

/**
 * As it begins, if that is the way of what is around it: a long quote in other letters turns no
 * paragraph. Else the way most of the letters run; `otherwise` where that tells nothing.
 */
export function directionOf(text: string, otherwise: Direction): Direction {
  if (!MAY_RUN_LEFT.test(text)) return LETTER.test(text) ? "ltr" : otherwise;
  let right = 0;
  let left = 0;
  for (const letter of text.slice(0, ENOUGH)) {
    if (!LETTER.test(letter)) continue;
    if (RIGHT_TO_LEFT.test(letter)) right += 1;
    else left += 1;
    if (left + right === 1 && (right === 1) === (otherwise === "rtl")) return otherwise;
  }
  return right === left ? otherwise : right > left ? "rtl" : "ltr";
}

/** Which way one character runs; `around` where it has no direction of its own. */
export function directionAt(text: string, position: number, around: Direction): Direction {
  const letter = String.fromCodePoint(text.codePointAt(position) ?? 32);
  if (/\p{Nd}/u.test(letter)) return "ltr";
  return LETTER.test(letter) ? (RIGHT_TO_LEFT.test(letter) ? "rtl" : "ltr") : around;
}
