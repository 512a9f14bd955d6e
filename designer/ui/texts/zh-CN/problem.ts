import type { problem as en } from '../en/problem.ts';

export const problem: Record<keyof typeof en, string> = {
  offline: '无法连接服务器，请检查网络后重试。',
  timeout: '服务器响应超时，请重试。',
  unreadable: '无法识别服务器的响应。',
  aborted: '请求已停止。',
  forbidden: '您没有查看权限。',
  'not-found': '内容不存在，或您无权查看。',
  failed: '操作未成功。',
};
