/**
 * For each test file: the title of a test (`title › row` for a row of its table), and the paths that it shows to be kept, between
 * blanks. `step<approval,fill>.sign` stands for the property in both.
 */
export type Proofs = { [file: string]: { [words: string]: string } };

/** The proof of each path. */
export function proofsByPath(...all: Proofs[]): Map<string, { file: string; words: string }[]> {
  const found = new Map<string, { file: string; words: string }[]>();
  for (const proofs of all) {
    for (const [file, rows] of Object.entries(proofs)) {
      for (const [words, paths] of Object.entries(rows)) {
        for (const path of paths.trim().split(/\s+/).flatMap(each))
          found.set(path, [...(found.get(path) ?? []), { file, words }]);
      }
    }
  }
  return found;
}

function each(path: string): string[] {
  const [, before = '', members = '', after = ''] = /^(.*?)<([^>]*,[^>]*)>(.*)$/.exec(path) ?? [];
  return members === '' ? [path] : members.split(',').map((member) => `${before}<${member}>${after}`);
}
