import type { Pack, PackFiles, PackProblem } from './pack.ts';

/**
 * All problems of all definitions, links resolved across kinds and into the packs it requires.
 * `pack` is there when no problem is an error; `partial` always, with the definitions that could be parsed.
 */
export declare function parsePack(
  files: PackFiles,
  required: readonly Pack[],
): { pack?: Pack; partial: Pack; problems: PackProblem[] };
