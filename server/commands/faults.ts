import type { JsonObject, JsonPointer, Locale } from '../../engine/index.ts';
import { type FaultCode, faultMessages } from './fault-messages.ts';

/** What `verify` finds: where it is, and what is wrong with it. */
export type StoreFault = {
  collection: string;
  /** The id of a document, or of a chain. */
  id?: string;
  /** In the document; of a chain, the number of the link. */
  path?: JsonPointer;
  code: FaultCode;
  params: JsonObject;
};

/** Rows are read in portions, so that a store of any size can be checked. */
export const PORTION = 1000;

/** One line for a person. */
export function lineOfFault({ collection, id, path, code, params }: StoreFault, locale: Locale): string {
  const text = faultMessages[code][locale].replace(/\{(\w+)\}/g, (_whole, name: string) => String(params[name] ?? ''));
  return `${[collection, id, path].filter(Boolean).join(' ')}: ${text}`;
}
