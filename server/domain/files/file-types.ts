// What may be uploaded: the name's ending, the type that the browser declares and the first bytes must say the same. A browser
// that declares no particular type says nothing, which is no lie.
import type { FileEnding } from '../../../engine/index.ts';

export type FileKind = { extension: FileEnding; type: string; declared: string[]; isOne(bytes: Uint8Array): boolean };

const starts = (bytes: Uint8Array, ...signature: number[]) => signature.every((byte, index) => bytes[index] === byte);

/** Telephones take up to 108 megapixels; images larger than this are bombs, not pictures. */
const MOST_PIXELS = 120_000_000;

const isPicture = (width: number, height: number) => width > 0 && height > 0 && width * height <= MOST_PIXELS;

/** The segments up to the picture's data say its size, each of them one that a picture may have. */
function hasJpegSize(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sized = false;
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = view.getUint16(at);
    if (marker === 0xffff) {
      at += 1;
      continue;
    }
    if (marker === 0xffda) return sized;
    const length = view.getUint16(at + 2);
    if (marker < 0xffc0 || length < 2) return false;
    if (isFrame(marker)) {
      if (length < 8 || at + 9 > bytes.length) return false;
      if (!isPicture(view.getUint16(at + 7), view.getUint16(at + 5))) return false;
      sized = true;
    }
    at += 2 + length;
  }
  return false;
}

// All of C0 to CF but the tables among them.
const isFrame = (marker: number) => marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);

const png: FileKind = {
  extension: 'png',
  type: 'image/png',
  declared: ['image/png'],
  isOne: (bytes) => {
    if (!starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) || bytes.length < 24) return false;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return isPicture(view.getUint32(16), view.getUint32(20));
  },
};
const jpeg = (extension: FileEnding): FileKind => ({
  extension,
  type: 'image/jpeg',
  declared: ['image/jpeg', 'image/pjpeg', 'image/jpg'],
  isOne: (bytes) => starts(bytes, 0xff, 0xd8, 0xff) && hasJpegSize(bytes),
});
const pdf: FileKind = {
  extension: 'pdf',
  type: 'application/pdf',
  declared: ['application/pdf', 'application/x-pdf', 'application/wps-office.pdf'],
  // Readers look for the signature in the first 1,024 bytes (ISO 32000-1, annex H); blanks before it come from faulty exports.
  isOne: (bytes) => starts(bytes.subarray(blanksBefore(bytes)), 0x25, 0x50, 0x44, 0x46, 0x2d),
};

const LONGEST_LEAD = 1024;

function blanksBefore(bytes: Uint8Array): number {
  let at = 0;
  while (at < Math.min(bytes.length, LONGEST_LEAD) && [0x09, 0x0a, 0x0d, 0x20].includes(bytes[at] ?? -1)) at++;
  return at;
}

/** An Office document is a zip that says what is in it; one with macros is refused. */
const office = (extension: FileEnding, type: string, part: string): FileKind => ({
  extension,
  type,
  declared: [type, `application/wps-office.${extension}`, 'application/zip', 'application/x-zip-compressed'],
  isOne: (bytes) => {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return (
      starts(bytes, 0x50, 0x4b, 0x03, 0x04) &&
      content.includes('[Content_Types].xml') &&
      content.includes(part) &&
      !content.includes('vbaProject.bin')
    );
  },
});
const text = (extension: FileEnding, type: string): FileKind => ({
  extension,
  type,
  declared: [type, 'text/plain', 'application/vnd.ms-excel', 'text/csv', ''],
  isOne: (bytes) => isText(bytes),
});

export const fileKinds: readonly FileKind[] = [
  png,
  jpeg('jpg'),
  jpeg('jpeg'),
  pdf,
  office('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xl/workbook.xml'),
  office('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'word/document.xml'),
  text('csv', 'text/csv'),
  text('txt', 'text/plain'),
];

const general = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'application/unknown']);

/** True where the declared type names the kind, or none at all. */
export function agrees(kind: FileKind, declared: string): boolean {
  const plain = declared.toLowerCase().split(';')[0]?.trim() ?? '';
  return general.has(plain) || kind.declared.includes(plain);
}

/** The kind by the name's ending, in lower case; undefined for what is never taken. */
export function kindOf(name: string): FileKind | undefined {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase();
  return fileKinds.find((kind) => kind.extension === extension);
}

// Chinese spreadsheets save CSV as GB 18030 more often than not; both are text, control characters are neither.
function isText(bytes: Uint8Array): boolean {
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff)) return isUtf16(bytes);
  for (const byte of bytes) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return false;
  return true;
}

// What an editor calls "Unicode": two bytes a character, after a mark that says in which order.
function isUtf16(bytes: Uint8Array): boolean {
  if (bytes.length % 2 !== 0) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0xff;
  for (let at = 2; at < bytes.length; at += 2) {
    const unit = view.getUint16(at, little);
    if (unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) return false;
  }
  return true;
}
