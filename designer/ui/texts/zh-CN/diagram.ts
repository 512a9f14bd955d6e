import type { diagram as en } from '../en/diagram.ts';

export const diagram: Record<keyof typeof en, string> = {
  chart: '流程图',
  shownAs: '显示方式',
  asChart: '图形',
  asList: '列表',
  active: '当前所在',
  visited: '已经过',
  ahead: '未到达',
  waitingFor: '等待 {{people}} 处理',
  controls: '图形缩放',
  zoomIn: '放大',
  zoomOut: '缩小',
  fit: '显示全部',
  nodeHelp: '流程中的一个状态，列表以文字说明相同内容。',
  otherwise: '其他情况',
  underCondition: '有条件',
  enlarge: '放大查看',
  forward: '通过',
  back: '退回',
  against: '驳回、取消',
};
