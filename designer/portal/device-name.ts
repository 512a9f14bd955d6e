const browsers: [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** What a browser says of itself, in two words; undefined for a program that is no known browser. */
export function deviceName(agent: string | undefined): string | undefined {
  const found = [browsers, systems].map((known) => known.find(([sign]) => sign.test(agent ?? ''))?.[1]);
  return found[0] === undefined ? undefined : found.filter(Boolean).join(' · ');
}
