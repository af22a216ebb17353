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
  none: { title: '还没有切片', hint: '将切片文件或文件夹拖到这里：SVS、TIFF、OME-TIFF、NDPI、DICOM、ZIP 等。' },
  more: '对 {name} 的操作',
  removeTitle: '移除“{name}”？',
  removeWords: '其文件、缩略图和标签将从本服务器永久删除，任何人都无法再打开。其上的标注会保留记录但无法显示。请自行保留原始文件。',
  removeIt: '移除切片',
  renameTitle: '重命名切片',
  renameSave: '重命名',
  name: '部位与染色',
  nameHint: '如“A1 · H&E”，请勿填写患者姓名。',
  nameMissing: '请输入切片名称。',
};
