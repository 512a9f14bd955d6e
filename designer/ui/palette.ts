// The colours, once: antd's tokens, the charts and the diagram read them here, style sheets as --dg-* variables of
// theme.css (a test holds the two together, and every pair of text and ground to WCAG AA).

export const palette = {
  /** Grounds, from the page to what floats over it. */
  paper: '#f4f3ef',
  surface: '#ffffff',
  sunk: '#faf9f6',
  /** Lines. */
  line: '#e3e0d8',
  lineStrong: '#8b9089',
  /** Text. */
  ink: '#1d2623',
  inkSoft: '#55605b',
  inkFaint: '#68716c',
  /** The one accent: the green of painted brackets. */
  accent: '#0d6557',
  accentStrong: '#0a4f44',
  accentSoft: '#e2efeb',
  /** Signals: text colour and its ground. */
  good: '#256b38',
  goodSoft: '#e6f2e6',
  goodLine: '#b9d8bd',
  warn: '#855300',
  warnSoft: '#fbf0d9',
  warnLine: '#e7cf9a',
  bad: '#b3261e',
  badSoft: '#fcebe9',
  badLine: '#eab9b4',
  info: '#275a86',
  infoSoft: '#e6eef6',
  infoLine: '#bcd0e3',
} as const;

/** Latin first, then each system's own Chinese; theme.css says the same. */
export const fontFamily =
  '"Inter", -apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

/** Series of charts, told apart in grey as well: azurite, malachite, ochre, cinnabar, plum, slate, moss, rust. */
export const seriesColours = ['#1f6f8b', '#0d6557', '#c58a1c', '#b4543a', '#7a4a73', '#5d6b78', '#7d9b4e', '#8c5a3c'];
