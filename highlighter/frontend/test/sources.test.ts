import assert from "node:assert/strict";
import { test } from "vitest";
import fc from "fast-check";
import { holdsSecret, hostOf, pathOf, readSources, webAddress } from "../src/core/sources.ts";
import { anyTexts } from "./texts.ts";

test("only http and https addresses without blanks are addresses", () => {
  assert.equal(webAddress(" https://a.example/x "), "https://a.example/x");
  for (const text of ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "a.example", "//a.example", "https://", "https://a b.example", "https://a.example/\u0007", "java\nscript:x"]) {
    assert.equal(webAddress(text), null, text);
  }
});

test("a host is shown without www", () => {
  assert.equal(hostOf("https://www.records.example/minutes?item=4"), "records.example");
  assert.equal(hostOf("Council minutes"), "Council minutes");
});

test("addresses, named links and titles beside an address are sources", () => {
  const { sources, refused, without } = readSources([
    "https://a.example/x.", "[Tariffs (2026)](https://b.example/a_(b))", "Council minutes, item 4 – https://c.example/m", "- <https://d.example> The bill", "2. https://e.example",
  ].join("\r\n"));
  assert.deepEqual(sources, [
    { url: "https://a.example/x", citation: "" },
    { url: "https://b.example/a_(b)", citation: "Tariffs (2026)" },
    { url: "https://c.example/m", citation: "Council minutes, item 4" },
    { url: "https://d.example", citation: "The bill" },
    { url: "https://e.example", citation: "" },
  ]);
  assert.deepEqual([refused, without], [[], 0]);
});

test("a line above a bare address is its title; other lines hold none", () => {
  const { sources, without } = readSources("Tariff calendar\n\nhttps://a.example/t\nnothing here\nBill: 212 flats\nhttps://b.example Named");
  assert.deepEqual(sources, [{ url: "https://a.example/t", citation: "Tariff calendar" }, { url: "https://b.example", citation: "Named" }]);
  assert.equal(without, 2);
});

test("what leads elsewhere is refused and said", () => {
  assert.deepEqual(readSources("javascript:alert(1)\nA file file:///etc/passwd\n[x](data:text/html,x)\nftp://a.example/b"), {
    sources: [], refused: ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://a.example/b"], secret: 0, without: 0,
  });
});

test("an address without its scheme is an address, and nobody's title", () => {
  const { sources, without } = readSources([
    "www.foo.example", "https://a.example/1", "foo.example/path?q=1", "https://a.example/2", "foo.example", "https://a.example/3", "Minutes: www.foo.example/m", "[Bill](foo.example/b)", "foo.example:8080/x",
  ].join("\n"));
  assert.deepEqual(sources.map(({ url, citation }) => [url, citation]), [
    ["https://www.foo.example", ""], ["https://a.example/1", ""], ["https://foo.example/path?q=1", ""], ["https://a.example/2", ""], ["https://foo.example", ""], ["https://a.example/3", ""],
    ["https://www.foo.example/m", "Minutes"], ["https://foo.example/b", "Bill"], ["https://foo.example:8080/x", ""],
  ]);
  assert.equal(without, 0);
});

test("a title may hold dots and strokes", () => {
  for (const title of ["Minutes 4.2/5", "report.pdf", "at 9 a.m./p.m. or so", "The end.The begin", "Ruth v. Council", "ruth@foo.example"]) {
    assert.deepEqual(readSources(`${title}\nhttps://a.example`).sources, [{ url: "https://a.example", citation: title }], title);
  }
});

test("an address with a name and a password is left out", () => {
  assert.deepEqual([holdsSecret("http://user:pw@ex.org/"), holdsSecret("https://user@ex.org"), holdsSecret("https://ex.org/@user:pw"), holdsSecret("user:pw@ex.org")], [true, true, false, false]);
  assert.deepEqual(readSources("http://user:pw@ex.org/\nhttps://a.example"), { sources: [{ url: "https://a.example", citation: "" }], refused: [], secret: 1, without: 0 });
});

test("host and path are told apart however the address is written", () => {
  const shown = ["HTTPS://EX.org/Z", "https://www.ex.org:8080/ä?q=1#x", "https://ex.org:443/", "http:\\\\ex.org\\b", "https://ex.org?q"].map((one) => [hostOf(one), pathOf(one)]);
  assert.deepEqual(shown, [["ex.org", "/Z"], ["ex.org:8080", "/ä?q=1#x"], ["ex.org", ""], ["ex.org", "\\b"], ["ex.org", "?q"]]);
});

test("whatever is pasted, each source leads to the web", () => {
  fc.assert(fc.property(fc.array(fc.oneof(anyTexts, fc.constantFrom("https://a.example", "javascript:x", "](", "[", ")", " ", "\n"))), (pieces) =>
    readSources(pieces.join("")).sources.every(({ url }) => webAddress(url) !== null)));
});
