// Rows of records are made in one place, and their data is stored only where the engine's writer has had it.
import { describe, expect, it } from 'vitest';
import { filesIn, read } from './sources.ts';

const files = filesIn('server', '.ts').filter((file) => !file.startsWith('server/store/'));
const having = (pattern: RegExp) => files.filter((file) => pattern.test(read(file))).sort();

describe('records', () => {
  it('are made in one file', () => {
    const made = /\bcreatedBy: [^;]*\bupdatedAt: [^;]*\bupdatedBy: (?!\w+\.\w)/;
    expect(having(made)).toEqual(['server/domain/records/new-record.ts']);
    expect(having(/\bsearch: \[\]/)).toEqual(['server/domain/records/new-record.ts']);
  });

  it('are stored as new by that file, and in batches by the demo', () => {
    expect(having(/\brecords\([^)]*\)\s*\.insert(Many)?\(/)).toEqual(['server/domain/records/new-record.ts']);
    expect(having(/\brepository\.insert(Many)?\(/)).toEqual(['server/demo/seed-records.ts']);
  });

  it('are changed by a person, a chart, a case, and the erasure of personal data, and nowhere else', () => {
    expect(having(/\brecords\([^)]*\)\s*\.save\(/)).toEqual([
      'server/effects/records.ts',
      'server/operations/cases/apply-advance.ts',
      'server/operations/personal/erase-personal.ts',
      'server/operations/records/update-record.ts',
    ]);
  });

  it('keep the data that the engine gives: no file puts a field into it', () => {
    expect(having(/\brecord\.data(\[[^\]]+\]|\.\w+) = |\brow\.data(\[[^\]]+\]|\.\w+) = /)).toEqual([]);
    // The engine's own difference is taken over by one handler.
    expect(having(/\brecord\.data = /)).toEqual(['server/effects/records.ts']);
  });
});
