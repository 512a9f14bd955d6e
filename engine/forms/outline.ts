import type { FormOutline } from '../fields/index.ts';

/** As much of a form's definition as references to it need, without resolving its own links; undefined where it is no form. Fields that do not parse are left out. */
export declare function outlineOf(json: unknown): FormOutline | undefined;
