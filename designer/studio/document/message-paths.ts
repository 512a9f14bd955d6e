/** Says how a path of a message is called now, by its whole path from the top; undefined where it stays. */
export type PathRename = (full: readonly string[]) => readonly string[] | undefined;

const tag = /\{\{(?!!)(~?\s*)(#|\/|\^)?\s*([^{}]*?)(\s*~?)\}\}/g;
const block = /^(each|with|if|unless)\s+/;

type Frame = { context: readonly string[]; outer: readonly string[] };

/**
 * A message's text with renamed paths. What stands inside `each` and `with` is read from there: `cost` inside
 * `{{#each data.items}}` is `data.items.cost`. A text that is no message, or a half-written one, keeps what is not understood.
 */
export function renameInMessage(text: string, rename: PathRename): string {
  const frames: Frame[] = [{ context: [], outer: [] }];
  return text.replace(tag, (whole, _open: string, sign: string | undefined, inner: string) => {
    if (sign === '/') {
      if (frames.length > 1) frames.pop();
      return whole;
    }
    const chained = /^else\b\s*/.exec(inner)?.[0] ?? '';
    const opened = block.exec(inner.slice(chained.length));
    const written = inner.slice(chained.length + (opened?.[0].length ?? 0));
    const outer = frames.at(-1)?.context ?? [];
    if (sign === '#') frames.push({ context: outer, outer });
    // What stands for an empty list or a missing value is read from outside it.
    else if (sign === '^' || chained !== '') leave(frames);
    const read = readPath(
      written,
      (sign === '#' ? frames.slice(0, -1) : frames).map(({ context }) => context),
    );
    if (read && (opened?.[1] === 'each' || opened?.[1] === 'with')) enter(frames, read.full);
    const renamed = read && rename(read.full);
    if (!read || !renamed) return whole;
    const at = whole.lastIndexOf(written);
    return whole.slice(0, at) + rewritten(written, read, renamed) + whole.slice(at + written.length);
  });
}

function enter(frames: Frame[], context: readonly string[]): void {
  const frame = frames.at(-1);
  if (frame && frames.length > 1) frames[frames.length - 1] = { ...frame, context };
}

function leave(frames: Frame[]): void {
  const frame = frames.at(-1);
  if (frame) enter(frames, frame.outer);
}

type Read = { full: readonly string[]; own: number; lead: string };

/** The whole path of what is written, with how much of it is written here. */
function readPath(written: string, contexts: readonly (readonly string[])[]): Read | undefined {
  const lead = /^(\.\.\/|\.\/|this[./])*/.exec(written)?.[0] ?? '';
  const rest = written.slice(lead.length);
  if (!/^[\w]+([./][\w]+)*$/.test(rest)) return undefined;
  if (rest === 'this') return { full: contextAt(contexts, 0), own: 0, lead };
  const context = contextAt(contexts, lead.split('../').length - 1);
  const parts = rest.split(/[./]/);
  return { full: [...context, ...parts], own: parts.length, lead };
}

// `if` and `unless` are no context of their own: the same one twice counts once.
function contextAt(contexts: readonly (readonly string[])[], up: number): readonly string[] {
  const distinct = contexts.filter((one, index) => index === 0 || one !== contexts[index - 1]);
  return distinct.at(-1 - up) ?? [];
}

function rewritten(written: string, { full, own, lead }: Read, renamed: readonly string[]): string {
  const above = full.length - own;
  // What is written here cannot lead to another place than the block that it stands in.
  if (own === 0 || full.slice(0, above).join('.') !== renamed.slice(0, above).join('.')) return written;
  const here = renamed.slice(above);
  const separators = written.slice(lead.length).match(/[./]/g) ?? [];
  return lead + here.map((part, index) => (index === 0 ? part : `${separators[index - 1] ?? '.'}${part}`)).join('');
}
