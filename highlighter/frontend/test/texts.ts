/** Texts on which offsets go wrong, for property tests. */
import fc from "fast-check";

export const PIECES = [
  "a", "Zebra", "well-known", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u200b", "\u2028",
  "💩", "👨🏻‍🚒", "👨‍👩‍👧‍👦", "🇩🇪", "🇩🇪🇫🇷", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "e\u0301", "o\u0302\u0323", "क्षि", "நி", "𝒳", "𝒳\u0301",
  "عربي", "שלום", "\u0600١", "\u{110bd}1", "中文", "日本語。", "한국", "\u1112\u1161\u11ab", ".", "Dr.", "\u0301",
];

/** Any mixture of the pieces: surrogates come in pairs only, as in every stored text. */
export const texts = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 30 })
  .map((pieces) => pieces.join(""));

export const anyTexts = fc.oneof(texts, fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
