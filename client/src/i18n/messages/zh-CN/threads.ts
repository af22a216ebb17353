import { type Messages } from '../en';

export const threads: Messages['threads'] = {
  title: '评论',
  any: '不限',
  states: { open: '未解决', resolved: '已解决', none: '无评论' },
  count: '{n} 条评论',
  unread: '{n} 条新评论',
  resolved: '已解决',
  resolve: '标为已解决',
  reopen: '重新打开',
  did: { resolve: '将此标为已解决', reopen: '重新打开了讨论' },
  write: "评论；输入 {'@'} 可提及同事",
  people: '可提及的同事',
  say: '发送',
  takeBack: '撤回此评论',
  called: '{name}在切片 {slide} 的标注中提到了您。',
  show: '查看',
  someone: '有人',
};
