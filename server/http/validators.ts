import { notFound } from '../fault.ts';
import { get, type Route } from './route.ts';

export const validatorRoutes: Route[] = [
  // The same code that the server runs, as a module: named by its hash, so it never changes. It holds a form's structure and nobody's data.
  get(
    '/validators/:name',
    { access: 'person', summary: 'Structure validator of a form, as an ES module named by content hash' },
    async ({ deps, caller, params }) => {
      const [, hash] = /^([0-9a-f]{64})\.js$/.exec(params.name ?? '') ?? [];
      const code = hash === undefined ? undefined : await deps.packs.structureCode(caller.actor.tenant, hash);
      if (code === undefined) throw notFound('form', params.name ?? '');
      return {
        send: (response) => {
          response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
          response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
          response.end(asModule(code));
        },
      };
    },
  ),
];

/** CommonJS as an ES module whose default export is the validating function. */
export function asModule(code: string): string {
  return `const module={exports:{}};const exports=module.exports;(function(){${code}\n})();\nexport default typeof module.exports==='function'?module.exports:module.exports.default;\n`;
}
