import type { ThemeConfig } from 'antd';
import { fontFamily, palette } from './palette.ts';

/** antd in our colours. On touch screens every control is at least 44 px high; nothing moves for people who ask for that. */
export function themeFor(touch: boolean, still: boolean): ThemeConfig {
  return {
    token: {
      colorPrimary: palette.accent,
      colorLink: palette.accent,
      colorLinkHover: palette.accentStrong,
      colorSuccess: palette.good,
      colorWarning: palette.warn,
      colorError: palette.bad,
      colorInfo: palette.info,
      colorSuccessBg: palette.goodSoft,
      colorSuccessBorder: palette.goodLine,
      colorWarningBg: palette.warnSoft,
      colorWarningBorder: palette.warnLine,
      colorErrorBg: palette.badSoft,
      colorErrorBorder: palette.badLine,
      colorInfoBg: palette.infoSoft,
      colorInfoBorder: palette.infoLine,
      colorText: palette.ink,
      colorTextSecondary: palette.inkSoft,
      colorTextTertiary: palette.inkFaint,
      colorTextDescription: palette.inkSoft,
      colorTextPlaceholder: palette.inkFaint,
      colorTextDisabled: palette.inkFaint,
      colorBgLayout: palette.paper,
      colorBorder: '#b9bcb5',
      colorBorderSecondary: palette.line,
      borderRadius: 6,
      borderRadiusLG: 8,
      fontFamily,
      fontSize: 14,
      lineHeight: 1.57,
      controlHeight: touch ? 44 : 34,
      controlHeightSM: touch ? 44 : 28,
      controlHeightLG: touch ? 48 : 40,
      controlOutlineWidth: 3,
      boxShadow: '0 6px 20px rgba(29, 38, 35, 0.12)',
      boxShadowSecondary: '0 6px 20px rgba(29, 38, 35, 0.14)',
      wireframe: false,
      motion: !still,
    },
    components: {
      // Seven days are narrower than a phone of 360 px, six weeks lower than the room above a box.
      DatePicker: { cellWidth: touch ? 40 : 36, cellHeight: touch ? 32 : 26 },
      Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Table: {
        headerBg: palette.sunk,
        headerColor: palette.inkSoft,
        rowHoverBg: '#f3f7f5',
        cellPaddingBlock: 9,
        cellPaddingInline: 12,
      },
      Tabs: { horizontalItemGutter: 24 },
      Tag: { defaultBg: palette.sunk, defaultColor: palette.inkSoft },
      Modal: { titleFontSize: 17 },
      Select: { optionSelectedBg: palette.accentSoft },
    },
  };
}
