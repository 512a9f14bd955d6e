import { assertNever, fail, issue, ok, type Result } from '../../../engine/index.ts';
import type { PageCommand } from './command.ts';
import { type DefinitionRef, type Document, edit, listAt, moved, put } from './document.ts';

export function applyPageCommand(document: Document, command: PageCommand): Result<Document> {
  const ref: DefinitionRef = { kind: 'page', key: command.page };
  return edit(document, ref, (page) => {
    const blocks = listAt(page, '/blocks');
    switch (command.type) {
      case 'block.add':
        return ok(put(page, '/blocks', [...blocks, command.json]));
      case 'block.remove':
        if (blocks[command.index] === undefined) return notFound(command.index);
        return ok(
          put(
            page,
            '/blocks',
            blocks.filter((_, index) => index !== command.index),
          ),
        );
      case 'block.move':
        return ok(put(page, '/blocks', moved(blocks, command.from, command.to)));
      default:
        return assertNever(command);
    }
  });
}

function notFound(index: number) {
  return fail(issue('studio/not-found', '', { what: { en: 'Block', 'zh-CN': '区块' }, name: String(index + 1) }));
}
