import {
  AppstoreOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  CalendarOutlined,
  CarOutlined,
  DashboardOutlined,
  DollarOutlined,
  FileTextOutlined,
  FormOutlined,
  FundOutlined,
  HomeOutlined,
  InboxOutlined,
  PercentageOutlined,
  ProfileOutlined,
  SafetyOutlined,
  SettingOutlined,
  ShopOutlined,
  ShoppingOutlined,
  SwapOutlined,
  TeamOutlined,
  ToolOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import { type IconName, own } from '../../engine/index.ts';

/** Icons that a pack's navigation may name. */
export const icons: { readonly [N in IconName]: ComponentType<{ className?: string }> } = {
  appstore: AppstoreOutlined,
  audit: AuditOutlined,
  bank: BankOutlined,
  'bar-chart': BarChartOutlined,
  calendar: CalendarOutlined,
  car: CarOutlined,
  dashboard: DashboardOutlined,
  dollar: DollarOutlined,
  'file-text': FileTextOutlined,
  form: FormOutlined,
  fund: FundOutlined,
  home: HomeOutlined,
  inbox: InboxOutlined,
  percentage: PercentageOutlined,
  profile: ProfileOutlined,
  safety: SafetyOutlined,
  setting: SettingOutlined,
  shop: ShopOutlined,
  shopping: ShoppingOutlined,
  swap: SwapOutlined,
  team: TeamOutlined,
  tool: ToolOutlined,
  user: UserOutlined,
};

/** An icon by the name a definition gives; an unknown name draws the general one. */
export function Icon({ name }: { name?: string }) {
  const Drawn = own(icons as { [name: string]: ComponentType<{ className?: string }> }, name ?? '') ?? AppstoreOutlined;
  return <Drawn aria-hidden="true" />;
}
