import { type Messages } from '../en';

export const voice: Messages['voice'] = {
  title: '语音',
  join: '加入语音',
  joining: '正在加入语音',
  leave: '退出语音',
  mute: '静音',
  unmute: '取消静音',
  muted: '已静音',
  microphone: '麦克风',
  microphoneDefault: '系统默认',
  microphoneNumber: '麦克风 {n}',
  noMicrophone: '未找到麦克风，您可以旁听。',
  denied: '浏览器未获准使用麦克风。请在地址栏旁允许后重新加入。',
  listening: '旁听中',
  speaking: '{name}正在发言',
  inVoice: '{n} 人在语音中',
  preparing: '服务器正在准备语音',
  unavailable: '语音不可用：{reason}',
  reconnecting: '语音正在重新连接',
  playBlocked: '浏览器要求点击后才能播放声音。',
  play: '打开声音',
};
