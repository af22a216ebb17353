import { colourBytes } from './css-colour';

describe('colourBytes', () => {
  it.each([
    ['#1cd99b', [28, 217, 155, 255]],
    ['#1CD99B80', [28, 217, 155, 128]],
    ['rgb(13 12 20)', [13, 12, 20, 255]],
    ['rgba(13, 12, 20, 0.75)', [13, 12, 20, 191]],
    ['whatever', [255, 255, 255, 255]],
  ])('%s', (css, bytes) => {
    expect(colourBytes(css)).toEqual(bytes);
  });
});
