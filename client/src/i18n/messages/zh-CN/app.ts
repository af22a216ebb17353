import { type Messages } from '../en';

export const app: Messages['app'] = {
  name: 'Parfocal',
  tagline: '同一张切片，同一个视野，一起阅片',
  switchTo: 'EN',
  close: '关闭',
  cancel: '取消',
  remove: '移除',
  retry: '重试',
  back: '返回病例列表',
  loading: '正在加载',
  menu: '菜单',
  speaking: '正在发言',
  notifications: '通知',
  skip: '跳到主要内容',
  notFound: { title: '这里没有内容', hint: '网址有误，或者您不是相关病例的成员。' },
  crashed: { title: '页面出现故障', hint: '已保存的内容不会丢失。请重新加载页面；如再次出现，请联系管理员。', reload: '重新加载' },
};
