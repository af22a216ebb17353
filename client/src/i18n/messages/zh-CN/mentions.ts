import { type Messages } from '../en';

export const mentions: Messages['mentions'] = {
  title: '提及我的评论',
  unread: '提及我的评论：{n} 条新的',
  none: '还没有人在评论中提及您。',
  by: '{name}提及了您',
  new: '新',
  allRead: '全部标为已读',
  inCase: '{n} 条新提及',
};
