import { type Messages } from '../en';

export const views: Messages['views'] = {
  actions: '当前视野',
  copyLink: '复制当前视野的链接',
  copyLinkTo: '复制此标注的链接',
  linkCopied: '链接已复制，本病例的成员可以打开。',
  linkFailed: '链接复制失败，请手动复制：',
  linkMalformed: '链接不完整，无法识别的部分已忽略。',
  linkNoMark: '链接中的标注已不存在。',
  linkNotShown: '链接中的切片无法打开：已损坏或需重新扫描。',
  linkNoSlide: '链接中的切片已不在本病例中。',
  linkCannotOpen: '本病例目前没有阅片会话，可由申请人或专家开启。',
  snapshot: '当前视野截图',
  snapshotSave: '保存为 PNG',
  snapshotCopy: '复制图片',
  snapshotSaved: '{name} 已保存。',
  snapshotCopied: '图片已复制。',
  snapshotFailed: '无法生成截图，请待切片清晰后重试。',
  snapshotNoClipboard: '浏览器在此无法复制图片，请保存为文件。',
  label: '玻片标签',
  labelWarning: '显示患者身份信息，不会与会话共享。',
  pictures: { label: '标签', macro: '整张玻片' },
};
