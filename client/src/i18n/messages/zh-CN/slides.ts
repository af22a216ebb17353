import { type Messages } from '../en';

export const slides: Messages['slides'] = {
  count: '{n} 张切片',
  thumbnailOf: '{name} 的全景图',
  sizePx: '{width} × {height} 像素',
  sizeMm: '{width} × {height} mm',
  choose: '查看 {name}',
  mpp: '{mpp} µm/像素',
  mppUnknown: '比例未知',
  mppUnknownHint: '文件未注明像素大小，因此不显示 µm 数值。',
  damaged: '已损坏',
  damagedHint: '文件丢失或无法读取，请重新上传。',
  none: { title: '还没有切片', hint: '将切片文件拖到这里：SVS、TIFF、BigTIFF 或 OME-TIFF。' },
  rename: '重命名 {name}',
  renameTitle: '重命名切片',
  renameSave: '重命名',
  name: '部位与染色',
  nameHint: '如“A1 · H&E”，请勿填写患者姓名。',
  nameMissing: '请输入切片名称。',
};
