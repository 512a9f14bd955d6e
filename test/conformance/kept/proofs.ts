/** For each test file: words of a test (or of a row of its table), and the paths that it shows to be kept, between blanks. */
export type Proofs = { [file: string]: { [words: string]: string } };

/** The proof of each path. */
export function proofsByPath(...all: Proofs[]): Map<string, { file: string; words: string }[]> {
  const found = new Map<string, { file: string; words: string }[]>();
  for (const proofs of all) {
    for (const [file, rows] of Object.entries(proofs)) {
      for (const [words, paths] of Object.entries(rows)) {
        for (const path of paths.trim().split(/\s+/)) found.set(path, [...(found.get(path) ?? []), { file, words }]);
      }
    }
  }
  return found;
}
