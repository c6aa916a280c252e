import assert from "node:assert/strict";
import { test } from "vitest";
import { partsOf } from "../src/core/outline.ts";
import { appearanceOf, CHOICES, DEFAULTS } from "../src/view/appearance.ts";

test("what was never chosen is the default, and smaller on a phone", () => {
  assert.deepEqual(appearanceOf({}, false), DEFAULTS);
  assert.equal(appearanceOf({}, true).size, 18);
  assert.equal(appearanceOf({ size: 24 }, true).size, 24);
});

test("a value that is not offered counts for nothing", () => {
  const stored = JSON.parse('{"size": 3, "paper": "green", "face": "sans"}') as object;
  assert.deepEqual(appearanceOf(stored, false), { ...DEFAULTS, face: "sans" });
  for (const [name, value] of Object.entries(DEFAULTS)) assert.ok((CHOICES[name as keyof typeof CHOICES] as readonly unknown[]).includes(value));
});

test("each part of an outline reaches to the next heading, and what comes before the first is one too", () => {
  const heading = { start: 6, end: 9, level: 2 };
  assert.deepEqual(partsOf("intro\nTwo\nbody", [heading], []).map(({ start, end, level }) => [start, end, level]), [[0, 6, 1], [6, 14, 2]]);
  assert.deepEqual(partsOf("a\n\n \n\nb", [], [{ start: 0, end: 1 }, { start: 3, end: 4 }, { start: 6, end: 7 }]).map(({ start, end }) => [start, end]), [[0, 6], [6, 7]]);
});
