import { type Messages } from '../en';

export const gestures: Messages['gestures'] = {
  readOnly: '您正在旁观：其他人看不到您的指针。',
};
