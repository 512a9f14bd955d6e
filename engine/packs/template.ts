import type { JsonObject } from '../core/json.ts';
import type { Text } from '../core/text.ts';

/** A message with places for values. `plain` of a channel is never read as HTML. */
export type Template = {
  key: string;
  title: Text;
  channel: 'notice' | 'mail';
  subject: Text;
  body: Text;
  json: JsonObject;
};
