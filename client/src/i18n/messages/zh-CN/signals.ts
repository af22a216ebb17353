import { type Messages } from '../en';

export const signals: Messages['signals'] = {
  hands: '举手',
  raise: '举手',
  lower: '放下',
  lowerOwn: '把手放下',
  raised: '{name}最先举手，共 {n} 人举手。',
  ping: '请看这里：在指针处为所有人显示圆环',
  pinged: '{name}在 {slide} 上指出了一处。',
  handUp: '已举手，第 {place} 位',
  go: '前往',
  laser: '激光笔，按住时带轨迹',
  laserTool: '激光笔：在切片上按住并移动',
  pingTool: '看这里：在切片上点一处',
  spotlight: '聚光显示所选标注',
  lit: '跟随您的人都会看到此处被聚光显示',
  litByPresenter: '主讲人聚光显示了此处',
  release: '结束聚光',
  needsSelection: '请先选择一个标注，再将其聚光显示。',
  needsFloor: '只有主讲人可以聚光显示标注。',
};
