import assert from "node:assert/strict";
import { test } from "vitest";
import { type Press, strokeOf, strokesOf } from "../src/view/keys.ts";

/** `Ctrl Shift я KeyZ`: modifiers, what the key says, where it lies. */
function press(told: string): Press {
  const parts = told.split(" ");
  const [key, code] = parts.slice(-2) as [string, string];
  const has = (name: string): boolean => parts.slice(0, -2).includes(name);
  return {
    key, code, ctrlKey: has("Ctrl"), metaKey: has("Cmd"), altKey: has("Alt"), shiftKey: has("Shift"),
    getModifierState: (name: string) => name === "AltGraph" && has("AltGraph"),
  };
}

test("a press is told by what the key says", () => {
  for (const [told, stroke] of [
    ["j KeyJ", "j"], ["Shift J KeyJ", "Shift+j"], ["Ctrl z KeyZ", "Mod+z"], ["Cmd Shift Z KeyZ", "Mod+Shift+z"], ["Shift ? Slash", "?"], ["Alt Shift ArrowRight ArrowRight", "Alt+Shift+ArrowRight"], ["Alt d KeyD", "Alt+d"], ["Alt 1 Digit1", "Alt+1"],
  ] as const) assert.equal(strokeOf(press(told)), stroke, told);
});

test("keys of other scripts are told by where they lie as well", () => {
  for (const [told, place] of [
    ["о KeyJ", "j"], ["Ctrl я KeyZ", "Mod+z"], ["Ctrl Shift Я KeyZ", "Mod+Shift+z"], ["Ctrl н KeyY", "Mod+y"], ["Shift О KeyJ", "Shift+j"], ["Shift Г KeyU", "Shift+u"], ["Shift Ф KeyA", "Shift+a"], ["Ctrl ئ KeyZ", "Mod+z"], ["Shift ـ KeyJ", "Shift+j"],
    ["Shift ‘ KeyU", "Shift+u"], ["Shift ِ KeyA", "Shift+a"], ["Shift ~ KeyZ", "Shift+z"], ["Ctrl ז KeyZ", "Mod+z"], ["لا KeyB", "b"], ["Shift ؟ Slash", "?"], ["Shift , Slash", "?"], ["х BracketLeft", "["], ["ъ BracketRight", "]"], ["ю Period", "."], ["ü BracketLeft", "["],
    ["& Digit1", "1"],
  ] as const) assert.equal(strokesOf(press(told))[1], place, told);
});

test("a Latin letter or sign is itself wherever it lies", () => {
  for (const told of ["q KeyA", "v Period", "z Slash", "Shift L KeyP", "ç KeyW", "; KeyZ", "Shift : KeyZ", ", KeyM", "Alt Ω KeyZ", "Shift 1 Digit1", "- Slash", ": Period", "! Slash", "+ BracketRight", "^ BracketLeft"]) assert.equal(strokesOf(press(told))[1], null, told);
});

test("a sign that AltGr or Option reaches is that sign, and a chord with Alt stays one", () => {
  for (const [told, stroke] of [
    ["Ctrl Alt AltGraph [ Digit8", "["], ["AltGraph ] Digit9", "]"], ["Alt [ Digit5", "["], ["Alt Shift / Digit7", "/"], ["Alt [ BracketLeft", "Alt+["], ["Alt . Period", "Alt+."],
  ] as const) assert.equal(strokeOf(press(told)), stroke, told);
});
