import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "vitest";
import { clausesOf } from "../src/core/clauses.ts";
import { trimToWords } from "../src/core/offsets.ts";
import { paragraphs } from "../src/core/paragraphs.ts";
import { Units } from "../src/core/units.ts";
import type { Range } from "../src/core/units.ts";
import { anyTexts, PIECES } from "./texts.ts";

/** The clauses of a text that is one sentence. */
function clauses(text: string, language = "en"): string[] {
  const units = new Units(text, [[0, text.length]], paragraphs(text), language);
  const found: string[] = [];
  let range: Range | null = { start: 0, end: 0 };
  while ((range = units.next("clause", range))) found.push(text.slice(range.start, range.end));
  return found;
}

const CUT: readonly [string, string, readonly string[]][] = [
  ["en", "The mayor resigned, she said, because nobody listened.", ["The mayor resigned,", "she said,", "because nobody listened."]],
  ["en", "However, the mayor stayed; nobody asked why: it was late.", ["However, the mayor stayed;", "nobody asked why:", "it was late."]],
  ["en", "It cost 4,200 euros at 12:30, in 1990–1995, he wrote.", ["It cost 4,200 euros at 12:30,", "in 1990–1995,", "he wrote."]],
  ["en", "Dr. J. Smith, M.D., of the U.S. army (see p. 4, note 2) agreed.", ["Dr. J. Smith,", "M.D., of the U.S. army", "(see p. 4,", "note 2)", "agreed."]],
  ["en", "The minister (CDU) said that it was over.", ["The minister (CDU) said that it was over."]],
  ["en", "“We will go,” he said, “and soon.”", ["“We will go,”", "he said,", "“and soon.”"]],
  ["en", '"We will go," he said, "and soon."', ['"We will go,"', "he said,", '"and soon."']],
  ["en", "He waited—and waited – until dawn … or later... so they say.", ["He waited—", "and waited –", "until dawn …", "or later...", "so they say."]],
  ["en", "A well-known Berlin–Paris train, see https://example.org/a,b:c for more.", ["A well-known Berlin–Paris train,", "see https://example.org/a,b:c for more."]],
  ["de", "„Wir gehen jetzt“, sagte Frau Dr. Müller, „und zwar sofort.“", ["„Wir gehen jetzt“,", "sagte Frau Dr. Müller,", "„und zwar sofort.“"]],
  ["de", "Er zahlte 1.234,50 Euro, obwohl z. B. Brot billig war.", ["Er zahlte 1.234,50 Euro,", "obwohl z. B. Brot billig war."]],
  ["ar", "قال الوزير اليوم، إن الأسعار ارتفعت؛ ولم يوضح السبب.", ["قال الوزير اليوم،", "إن الأسعار ارتفعت؛", "ولم يوضح السبب."]],
  ["zh", "他说他不知道，但是我们知道；中国、日本和韩国都在。", ["他说他不知道，", "但是我们知道；", "中国、日本和韩国都在。"]],
  ["zh", "他回答说：“我们去吧，现在就走，”然后他走了。", ["他回答说：", "“我们去吧，", "现在就走，”", "然后他走了。"]],
  ["ja", "今日は天気がいい（とても暑いです）、だから海へ行く。", ["今日は天気がいい", "（とても暑いです）、", "だから海へ行く。"]],
];

for (const [language, text, expected] of CUT) {
  test(`clauses (${language}): ${text}`, () => assert.deepEqual(clauses(text, language), expected));
}

test("a sentence without punctuation or without words is one clause", () => {
  assert.deepEqual(clauses("Nobody came "), ["Nobody came"]);
  assert.deepEqual(clauses("--- , ... "), ["--- , ..."]);
});

test("clauses are moved over across sentences and back, and widen to the sentence", () => {
  const text = "One came early, two came late. Three, four and five, did not.";
  const sentences = [[0, 30], [31, text.length]] as const;
  const units = new Units(text, sentences, paragraphs(text), "en");
  const second = units.at("clause", 17);
  assert.equal(text.slice(second.start, second.end), "two came late.");
  const third = units.next("clause", second)!;
  assert.equal(text.slice(third.start, third.end), "Three, four and five,");
  assert.deepEqual(units.previous("clause", third), second);
  assert.deepEqual(units.widen(second, "sentence"), { start: 0, end: 30 });
});

const MARKS = [",", ";", ":", "—", " – ", "…", "...", "(", ")", "[", "]", "“", "”", '"', "„", "«", "»", "、", "，", "；", "：", "「", "」", "،", "؛", "4,200", "12:30"];
const sentences = fc.oneof(anyTexts, fc.array(fc.constantFrom(...PIECES, ...MARKS), { maxLength: 40 }).map((all) => all.join("")));

test("clauses tile the words of their sentence; none is empty or begins or ends in a blank", () => {
  const segmenter = new Intl.Segmenter("en", { granularity: "word" });
  fc.assert(
    fc.property(sentences, (text) => {
      const words = [...segmenter.segment(text)].filter((piece) => piece.isWordLike)
        .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
      const found = clausesOf(text, { start: 0, end: text.length }, words);
      let end = 0;
      for (const clause of found) {
        assert.ok(clause.start >= end && clause.end > clause.start);
        assert.equal(trimToWords(text, end, clause.start), null, "what is left out is white space");
        assert.deepEqual(trimToWords(text, clause.start, clause.end), clause);
        end = clause.end;
      }
      for (const word of words) {
        assert.equal(found.filter(({ start, end: last }) => start <= word.start && word.end <= last).length, 1);
      }
    }),
    { numRuns: 500 },
  );
});
