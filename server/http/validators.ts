import { formValidator } from '../operations/records/form-validator.ts';
import { get, type Route } from './route.ts';

export const validatorRoutes: Route[] = [
  // The same code that the server runs, as a module: named by its hash, so it never changes. It holds what the reader knows of a form's structure and nobody's data.
  get(
    '/forms/:form/validators/:name',
    {
      access: 'person',
      summary: 'Structure validator of a form as the caller knows it, as an ES module named by content hash',
    },
    async ({ deps, caller, params }) => {
      const code = await formValidator(deps, caller, params.form ?? '', params.name ?? '');
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
