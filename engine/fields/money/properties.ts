import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  {
    path: '/currency',
    editor: 'choice',
    label: { en: 'Currency', 'zh-CN': '币种' },
    otherwise: 'CNY',
    choices: [
      { value: 'CNY', label: { en: 'Yuan (CNY)', 'zh-CN': '人民币' } },
      { value: 'USD', label: { en: 'US dollar (USD)', 'zh-CN': '美元' } },
      { value: 'EUR', label: { en: 'Euro (EUR)', 'zh-CN': '欧元' } },
      { value: 'HKD', label: { en: 'Hong Kong dollar (HKD)', 'zh-CN': '港元' } },
      { value: 'JPY', label: { en: 'Yen (JPY)', 'zh-CN': '日元' } },
      { value: 'GBP', label: { en: 'Pound (GBP)', 'zh-CN': '英镑' } },
    ],
  },
  { path: '/min', editor: 'amount', label: { en: 'At least', 'zh-CN': '最小值' } },
  { path: '/max', editor: 'amount', label: { en: 'At most', 'zh-CN': '最大值' } },
];
