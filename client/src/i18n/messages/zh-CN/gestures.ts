import { type Messages } from '../en';

export const gestures: Messages['gestures'] = {
  pointerOf: '{name}的指针',
  viewOf: '{name}的视野',
  ownView: '您的视野',
  readOnly: '您正在旁观：其他人看不到您的指针。',
};
