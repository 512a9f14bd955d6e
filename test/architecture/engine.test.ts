import { describe, expect, it } from 'vitest';
import { codeOf, filesIn } from './sources.ts';

const impure =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bfetch\(|['"]node:|\bperformance\.|\bcrypto\.|\bsetTimeout\b|\bconsole\./;

describe('the engine', () => {
  it.each(filesIn('engine', '.ts'))('%s has no clock, randomness, environment or IO', (file) => {
    expect(codeOf(file).match(impure)?.[0]).toBeUndefined();
  });
});
