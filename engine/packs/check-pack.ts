import type { Pack, PackProblem } from './pack.ts';

/** What a parsed pack says but surely does not mean, across its definitions. */
export declare function checkPack(pack: Pack, required: readonly Pack[]): PackProblem[];
