import assert from "node:assert/strict";
import { test } from "vitest";
import fc from "fast-check";
import { firstLine, lettersOf, type NoteNode, noteTree } from "../src/core/markdown.ts";
import { anyTexts } from "./texts.ts";

function links(nodes: readonly NoteNode[]): string[] {
  return nodes.flatMap((node) => typeof node === "string" ? [] : [...(node.href === undefined ? [] : [node.href]), ...links(node.children)]);
}

function kinds(nodes: readonly NoteNode[]): string[] {
  return nodes.flatMap((node) => typeof node === "string" ? [] : [node.kind, ...kinds(node.children)]);
}

test("emphasis, lists, quotations and code are understood", () => {
  assert.deepEqual(kinds(noteTree("# Why\n\n**No** _source_ `x` ~~old~~\n\n- one\n- two\n\n3. three\n\n> said\n\n---\n```\ncode\n```")),
    ["heading", "p", "strong", "em", "code", "s", "ul", "li", "p", "li", "p", "ol", "li", "p", "blockquote", "p", "hr", "pre"]);
  assert.deepEqual(noteTree("3. three")[0], { kind: "ol", start: 3, children: [{ kind: "li", children: [{ kind: "p", children: ["three"] }] }] });
});

test("a line end is a line end", () => {
  assert.deepEqual(noteTree("one\ntwo"), [{ kind: "p", children: ["one", { kind: "br", children: [] }, "two"] }]);
});

test("an address and a named link lead there", () => {
  assert.deepEqual(links(noteTree("See https://a.example/x, [minutes](http://b.example) or <https://c.example>.")),
    ["https://a.example/x", "http://b.example/", "https://c.example/"]);
});

const HOSTILE = [
  "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:alert(1))", "[x](java\tscript:alert(1))", "[x](\u0001javascript:alert(1))",
  "<javascript:alert(1)>", "[x](data:text/html;base64,PHNjcmlwdD4=)", "![x](data:image/svg+xml,<svg onload=alert(1)>)", "[x](vbscript:msgbox)", "[x](//evil.example)",
  "[x](file:///etc/passwd)", "<mailto:a@b.example>", "a@b.example", "ftp://a.example", "www.a.example", "[x]: javascript:alert(1)\n[x]", "[a]: http://b.example\n\n[a]",
  "[[[[x](javascript:a)](javascript:b)](javascript:c)", "[x](<javascript:alert(1)>)", "[x](%6Aavascript:alert(1))", "[x](blob:https://a.example/1)", "[x](view-source:https://a.example)",
];

for (const note of HOSTILE) {
  test(`no link leads elsewhere than to the web: ${note}`, () => {
    assert.deepEqual(links(noteTree(note)).filter((href) => !/^https?:\/\//.test(href)), []);
    assert.deepEqual(links(noteTree(note)).filter((href) => href.includes("script")), []);
  });
}

test("HTML stays letters, and none of them is lost", () => {
  const note = "<img src=x onerror=alert(1)><script>alert(2)</script> &lt;b&gt; <!-- c --> [d]: http://e.example";
  assert.equal(lettersOf(noteTree(note)), note);
});

test("whatever a note says becomes known parts alone", () => {
  fc.assert(fc.property(fc.array(fc.oneof(anyTexts, fc.constantFrom(...HOSTILE, "<", ">", "[", "](", ")", "*", "_", "`", "\n", "    ", "> ", "- ", "1. ", "|", "\\"))), (pieces) => {
    const tree = noteTree(pieces.join(""));
    const known = new Set(["p", "heading", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "br", "hr", "a"]);
    return kinds(tree).every((kind) => known.has(kind)) && links(tree).every((href) => /^https?:\/\//.test(href));
  }));
});

test("deep nesting ends, and what is beyond it is still there", () => {
  assert.ok(lettersOf(noteTree(`${"> ".repeat(4000)}end`)).includes("end"));
  assert.ok(lettersOf(noteTree(`${"[".repeat(9000)}end`)).includes("end"));
});

test("a very long note is shown as it is", () => {
  const note = "*a* ".repeat(10_000);
  assert.deepEqual(noteTree(note), [{ kind: "pre", children: [note] }]);
});

test("the first line is plain text", () => {
  assert.equal(firstLine("\n\n## **Tariffs** are [not set](https://a.example) `yet`\nsecond"), "Tariffs are not set yet");
  assert.equal(firstLine("- one\n- two"), "one");
  assert.equal(firstLine("---\n```\ncode"), "code");
  assert.equal(firstLine(" \n\t\n"), "");
  assert.equal(firstLine("<img src=x onerror=alert(1)>"), "<img src=x onerror=alert(1)>");
});
