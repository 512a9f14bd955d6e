// What an effect gives back is called when its part goes. An arrow without braces gives back whatever it calls answers: a browser
// that begins to answer a promise there takes the page down.
import { expect, it } from 'vitest';
import { codeOf, filesIn } from './sources.ts';

it.each(filesIn('designer', '.ts', '.tsx'))('%s gives back nothing from an effect but a clean-up', (file) => {
  const careless = codeOf(file)
    .split('\n')
    .filter((line) => /use(Layout)?Effect\(\(\) => (?!\{|\(\) =>)/.test(line));
  expect(careless).toEqual([]);
});

it.each(filesIn('designer', '.ts', '.tsx'))(
  '%s puts no link of the router into a dialog that stands outside it',
  (file) => {
    const code = codeOf(file);
    expect(/\b(modal\.(confirm|info|warning|error)|notification\.\w+)\(/.test(code) && /<Link\b/.test(code)).toBe(
      false,
    );
  },
);
