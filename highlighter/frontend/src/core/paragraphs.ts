/** Blocks that a text is drawn in. */

// Longer than any paragraph a person wrote: such a run of lines is drawn in several blocks.
const LONGEST = 8_000;

/**
 * Blocks of a text in UTF-16, in order, whose concatenation is the text exactly. A block is a
 * maximal run of lines without a blank one, with the blank lines that follow it (and those before
 * the first); a run of more than 8,000 units is cut at line ends.
 */
export function paragraphs(text: string): { start: number; end: number }[] {
  const blocks: { start: number; end: number }[] = [];
  let start = 0;
  let seenWords = false;
  let afterBlank = false;
  for (const line of linesOf(text)) {
    const blank = text.slice(line.start, line.end).trim() === "";
    const full = line.start - start >= LONGEST;
    if (!blank && seenWords && (afterBlank || full)) {
      blocks.push({ start, end: line.start });
      start = line.start;
    }
    seenWords ||= !blank;
    afterBlank = blank;
  }
  if (start < text.length) blocks.push({ start, end: text.length });
  return blocks;
}

function* linesOf(text: string): Generator<{ start: number; end: number }> {
  let start = 0;
  while (start < text.length) {
    const lineEnd = text.indexOf("\n", start);
    const end = lineEnd < 0 ? text.length : lineEnd + 1;
    yield { start, end };
    start = end;
  }
}
