import assert from "node:assert/strict";
import { test } from "vitest";
import { EVERYTHING, isEverything, passes, toggled } from "../src/core/card_filter.ts";
import { lacksEvidence, openPrompts, usualStance } from "../src/core/prompts.ts";
import type { Annotation, Evidence, Tag } from "../src/core/types.ts";

const ITEM: Evidence = { url: "https://a.example", quote: "", stance: "context" };

function passage(values: Partial<Annotation> = {}): Annotation {
  return {
    id: "1", start: 0, end: 1, tag: "sourced", quote: "x", note: null, confidence: null, evidence: [], reviewer: "ada", reviewer_name: "Ada",
    origin: "human", version: 1, created_at: "", updated_at: "", ...values,
  };
}

test("without a choice every card passes", () => {
  assert.ok(isEverything(EVERYTHING));
  assert.ok(passes(EVERYTHING, passage(), true) && passes(EVERYTHING, passage(), false));
});

test("a card passes by any of the tags, and by everything else that is asked", () => {
  const tags = toggled(toggled(new Set<string>(), "sourced"), "disputed");
  assert.ok(passes({ ...EVERYTHING, tags }, passage({ tag: "disputed" }), true));
  assert.ok(!passes({ ...EVERYTHING, tags }, passage({ tag: "filler" }), true));
  assert.ok(isEverything({ ...EVERYTHING, tags: toggled(toggled(tags, "sourced"), "disputed") }));
  const asked = { ...EVERYTHING, withNote: true, withoutEvidence: true };
  assert.ok(passes(asked, passage({ note: "why" }), true));
  assert.ok(!passes(asked, passage({ note: " \n" }), true));
  assert.ok(!passes(asked, passage({ note: "why", evidence: [ITEM] }), true));
});

test("mine and others' are told apart", () => {
  assert.deepEqual([true, false].map((mine) => passes({ ...EVERYTHING, whose: "mine" }, passage(), mine)), [true, false]);
  assert.deepEqual([true, false].map((mine) => passes({ ...EVERYTHING, whose: "others" }, passage(), mine)), [false, true]);
});

const PROMPTS = [{ ask: "Who is the source?", answer: "note" }, { ask: "What speaks against it?", answer: "evidence" }] as const;

test("a question goes once its answer is there", () => {
  const tag = { prompts: PROMPTS, asks_evidence: true } as unknown as Tag;
  assert.deepEqual(openPrompts(tag, passage()), PROMPTS);
  assert.deepEqual(openPrompts(tag, passage({ note: "The council" })), [PROMPTS[1]]);
  assert.deepEqual(openPrompts(tag, passage({ note: " ", evidence: [ITEM] })), [PROMPTS[0]]);
  assert.deepEqual(openPrompts(undefined, passage()), []);
});

test("a tag that asks for evidence says so once", () => {
  const asking = { prompts: [], asks_evidence: true } as unknown as Tag;
  assert.ok(lacksEvidence(asking, passage()));
  assert.ok(!lacksEvidence(asking, passage({ evidence: [ITEM] })));
  assert.ok(!lacksEvidence({ ...asking, prompts: PROMPTS }, passage()));
  assert.ok(!lacksEvidence({ ...asking, asks_evidence: false }, passage()));
});

test("evidence for a disputed passage contradicts it", () => {
  assert.deepEqual(["disputed", "sourced"].map(usualStance), ["contradicts", "supports"]);
});
