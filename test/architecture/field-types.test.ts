// What a field type is like stands in its own record: other code asks for its traits, not for its name.
import { describe, expect, it } from 'vitest';
import { fieldTypes, reportTypes } from '../../engine/fields/index.ts';
import { codeOf, sourceFiles } from './sources.ts';

// Names that mean something else besides: a column of a report, a kind of value in rules, a channel, a device.
const elsewhere = new Set<string>([...reportTypes, 'email', 'phone']);
const names = fieldTypes.map(({ type }) => type).filter((type) => !elsewhere.has(type));

/** Which control draws a type, and how a control tells the types that it draws apart. */
const drawn = 'designer/render/controls/';

describe('a field type', () => {
  it.each(names)('is not named outside its folder and its control (%s)', (name) => {
    const naming = sourceFiles().filter(
      (file) =>
        !file.startsWith(`engine/fields/${name}/`) &&
        !file.startsWith(drawn) &&
        !file.startsWith('engine/core/messages/') &&
        codeOf(file).includes(`'${name}'`),
    );
    expect(naming).toEqual([]);
  });
});
