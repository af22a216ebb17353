import { type Messages } from '../en';

export const coverage: Messages['coverage'] = {
  title: '我的阅片范围',
  show: '显示我的阅片范围',
  share: '{share} 的组织已在 ≥ {power} 下看过',
  unknown: '正在识别组织',
  noTissue: '此切片上未发现组织。',
  at: '放大倍数至少',
  next: '前往未看的组织',
  done: '此切片的组织已全部在 {power} 下看过。',
  clearShort: '清除',
  cleared: '此切片的记录已清除。',
  hint: '仅保存在此浏览器中，他人无法看到。',
};
