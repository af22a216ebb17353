import { formatBytes } from './bytes';

describe('formatBytes', () => {
  it.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [1_938_955, '1.9 MB'],
    [177_552_579, '178 MB'],
    [3_250_000_000, '3.3 GB'],
  ])('%d', (bytes, said) => {
    expect(formatBytes(bytes, 'en')).toBe(said);
  });
});
