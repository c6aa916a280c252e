import assert from "node:assert/strict";
import { test } from "vitest";
import { Wording } from "../src/core/wording.ts";

const wording = new Wording({
  "save.waiting.one": "{n} change waits",
  "save.waiting.other": "{n} changes wait for {name}",
  "save.done": "All saved",
});

test("a sentence is chosen by number and filled in", () => {
  assert.equal(wording.say("save.waiting", { n: 1 }), "1 change waits");
  assert.equal(wording.say("save.waiting", { n: 0, name: "Ada" }), "0 changes wait for Ada");
  assert.equal(wording.say("save.done", { n: 1 }), "All saved");
});

test("what is missing is shown, never thrown", () => {
  assert.equal(wording.say("no.such"), "[no.such]");
  assert.equal(wording.say("toString"), "[toString]");
  assert.equal(wording.say("save.waiting", { n: 2 }), "2 changes wait for {name}");
});
