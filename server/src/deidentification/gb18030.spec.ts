import { inGb18030 } from './gb18030.js';

describe('inGb18030', () => {
  it.each(['诸葛孔明', '张三 S12', '李〇', '镕基'])('decodes to what it was made of: %s', (text) => expect(new TextDecoder('gb18030').decode(inGb18030(text))).toBe(text));
  it('leaves out what UTF-8 has already, and what has no pair', () => {
    expect(inGb18030('Jane Roe')).toBeUndefined();
    expect(inGb18030('한국')).toBeUndefined();
  });
});
