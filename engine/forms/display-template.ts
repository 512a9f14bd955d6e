/** A display line, parsed: plain text and dotted field paths in turn. */
export type DisplayTemplate = { source: string; parts: ({ text: string } | { path: string })[] };
