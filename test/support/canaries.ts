// Values that must not be found where they should be sealed, however they are written there.

import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { collectionsOf, documentsOf, lineOf, openSnapshot } from '../../server/commands/place.ts';

/** The ways in which the bytes of a text may lie in a file: as they are, in UTF-16, as hex, and in base64 at any offset. */
function spellings(text: string): Buffer[] {
  const utf8 = Buffer.from(text);
  const base64 = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), utf8]).toString('base64');
    // The first and last group also hold what stands beside the text.
    return whole.slice(offset === 0 ? 0 : 4, -4);
  });
  const hex = utf8.toString('hex');
  const url = base64.map((each) => each.replaceAll('+', '-').replaceAll('/', '_'));
  return [
    utf8,
    Buffer.from(text, 'utf16le'),
    ...[hex, hex.toUpperCase(), ...base64, ...url].map((each) => Buffer.from(each)),
  ];
}

/** Those of the texts that lie in the bytes in any spelling. */
export function foundIn(bytes: Buffer, texts: string[]): string[] {
  return texts.filter((text) => spellings(text).some((spelling) => bytes.includes(spelling)));
}

/** The files of an embedded store, its log among them, as they lie on the disk. */
export function bytesOfFiles(uri: string): Buffer {
  const path = uri.slice('sqlite:'.length);
  return Buffer.concat([path, `${path}-wal`].filter((file) => existsSync(file)).map((file) => readFileSync(file)));
}

/** Every document of a store, as it lies there. */
export async function documentsOfStore(uri: string): Promise<Buffer> {
  const place = await openSnapshot(uri);
  const lines: string[] = [];
  try {
    for (const name of await collectionsOf(place))
      for await (const page of documentsOf(place, name)) lines.push(...page.map(lineOf));
  } finally {
    await place.close();
  }
  return Buffer.from(lines.join('\n'));
}

export function bytesOfBackup(file: string): Buffer {
  return gunzipSync(readFileSync(file));
}
