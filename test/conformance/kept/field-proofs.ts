import type { Proofs } from './proofs.ts';

// What a type accepts, refuses, stores, shows and masks stands in its fixture; `fields.test.ts` plays every row.
const types =
  'attachment bank-account boolean choice date-time date email id-number line-items long-text money multi-choice number percent person phone reference serial text unit';

const typesBut = (...without: string[]) => types.split(' ').filter((type) => !without.includes(type));
const each = (title: string, property: string, names: string[]) =>
  Object.fromEntries(names.map((type) => [`${title} ${type}`, `field<${type}>.${property}`]));

/** The fields of forms: what all have, and each type’s own. */
export const fieldProofs: Proofs = {
  'test/conformance/fields.test.ts': {
    'accepts %j': types
      .split(' ')
      .map((type) => `field<${type}>`)
      .join(' '),
    'masks %j as %j': 'field.mask field.mask=all field.mask=name field.mask.first field.mask.last',
    "rejects %j with %s › ['a', 'field/too-short']": 'field<text>.minLength',
    "rejects %j with %s › ['abcdef', 'field/too-long']": 'field<text>.maxLength',
    "rejects %j with %s › ['a0', 'field/pattern']": 'field<text>.pattern',
    "rejects %j with %s › ['一二三四五六七八九十一', 'field/too-long']": 'field<long-text>.maxLength',
    "rejects %j with %s › [-5.01, 'field/too-small']": 'field<number>.min',
    "rejects %j with %s › [1_000_000.01, 'field/too-large']": 'field<number>.max',
    "rejects %j with %s › [1.255, 'field/too-precise']": 'field<number>.digits',
    "shows %j as %j in English and %j in Chinese › '1,234.50 kg'": 'field<number>.unit',
    "rejects %j with %s › [0, 'field/too-small']": 'field<money>.min',
    "rejects %j with %s › [10_000_001, 'field/too-large']": 'field<money>.max',
    "shows %j as %j in English and %j in Chinese › [5_000_000, 'CNY 50,000.00', '50,000.00 元']":
      'field<money>.currency',
    "rejects %j with %s › [-0.01, 'field/too-small']": 'field<percent>.min',
    "rejects %j with %s › [1.01, 'field/too-large']": 'field<percent>.max',
    "rejects %j with %s › [0.12345, 'field/too-precise']": 'field<percent>.digits',
    "rejects %j with %s › ['2019-12-31', 'field/too-early']": 'field<date>.min',
    "rejects %j with %s › ['2026-11-25', 'field/too-late']": 'field<date>.max',
    "rejects %j with %s › ['grey', 'field/option-retired']": 'field<choice>.options[].retired',
    "rejects %j with %s › [['red', 'green'], 'field/not-an-option']":
      'field<multi-choice>.options field<multi-choice>.options[].key field<multi-choice>.options[].title',
    "rejects %j with %s › [['grey'], 'field/option-retired']": 'field<multi-choice>.options[].retired',
    "rejects %j with %s › [['red', 'blue', 'grey'], 'field/too-many-chosen']": 'field<multi-choice>.max',
    "rejects %j with %s › 'field/too-few-chosen'": 'field<multi-choice>.min',
    "rejects %j with %s › ['62345678', 'field/phone']": 'field<phone>.country field<phone>.country=CN',
  },
  'test/designer/render/choices-and-columns.test.tsx': {
    'are chosen from a tree: choice': 'field<choice>.options[].parent',
    'are chosen from a tree: multi-choice': 'field<multi-choice>.options[].parent',
    'has its help under its title, and tells its inputs of it': 'field.help',
  },
  'test/designer/render/placeholders.test.tsx': each(
    'shows its placeholder:',
    'placeholder',
    typesBut('attachment', 'boolean', 'line-items', 'serial'),
  ),
  'test/engine/forms/defaults.test.ts': each(
    'has the default of a field of the type',
    'default',
    typesBut('attachment', 'serial'),
  ),
  'test/server/records/unique-types.test.ts': each(
    'refuses the same value again:',
    'unique',
    typesBut('attachment', 'boolean', 'line-items', 'long-text', 'serial'),
  ),
  'test/engine/fields/serial-number.test.ts': {
    'of %s in %s with %d counts in %s and is %s': 'field<serial>.pattern',
  },
  'test/engine/forms/schemas.test.ts': {
    'speaks the reader’s language, and leaves retired options out':
      'field.title field<choice>.options field<choice>.options[].key field<choice>.options[].title field<choice>.options[].retired',
  },
  'test/engine/forms/person-fits.test.ts': {
    'takes a person with the role that it names, and no other': 'field<person>.role',
    'takes a person of the unit that it names and below, and no other': 'field<person>.within',
  },
  'test/engine/forms/settle.test.ts': {
    relax: 'field.required field.readonly',
    'have states and formulas of their own, which other formulas read': 'field.compute field<line-items>.fields',
    'are as many as the field allows; none where some are due is a fault of the field':
      'field<line-items>.minRows field<line-items>.maxRows',
  },
  'test/engine/forms/record.test.ts': {
    'in %s with %j fills in %j':
      'field<reference>.form field<reference>.fill field<reference>.carry field<reference>.display',
    'is offered what the filter leaves, by the record that is being filled in': 'field<reference>.filter',
  },
  'test/server/sealing/encrypted.test.ts': {
    'leaves no clear text in the store, its log and a backup, in any spelling (H3)': 'field.encrypted',
  },
  'test/server/personal/personal.test.ts': {
    'is gone from every place once it is erased, and the chains stay whole': 'field.personal',
  },
  'test/server/platform/files.test.ts': {
    'keeps to the limits of the field that it is for':
      'field<attachment>.accept field<attachment>.maxSize field<attachment>.maxFiles',
  },
};
