import type { JsonObject } from '../core/json.ts';
import type { Text } from '../core/text.ts';

/**
 * A message with places for values. What may stand in them: `record` (`title`, `no`, `status` and so on), `data` (the record's
 * fields as texts), `case`, `step`, `actor`, `initiator` (`title`), `opinion`.
 */
export type Template = {
  key: string;
  title: Text;
  channel: 'notice' | 'mail';
  subject: Text;
  body: Text;
  /** Of a mail's body; a notice is always text. */
  format: 'text' | 'html';
  json: JsonObject;
};
