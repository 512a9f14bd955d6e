import type { PropertySpec } from '../property-spec.ts';

export const properties: readonly PropertySpec[] = [
  { path: '/role', editor: 'role', label: { en: 'With role', 'zh-CN': '限定角色' } },
  {
    path: '/within',
    editor: 'choice',
    label: { en: 'Within', 'zh-CN': '限定范围' },
    choices: [
      { value: 'actor.unit', label: { en: 'The unit of who fills in, and below', 'zh-CN': '填写人所在机构及下级' } },
    ],
  },
];
