import { Syntax, wsmFile } from '../dicom-slide.js';

/** Small, so that a mutation is likely to hit something that matters. */
export const dicomSeeds: readonly Buffer[] = (() => {
  const jpeg = Buffer.from('ffd8ffc0000b080010001001011100ffda000801010000003f0012ffd9', 'hex');
  const size = { widthPx: 32, heightPx: 16, tilePx: 16 };
  const grey = { ...size, samples: 1, syntax: Syntax.Jpeg };
  const places = [{ x: 0, y: 0, z: 1, path: '1' }, { x: 16, y: 0, z: 1.5, path: '1' }];
  const codestream = Buffer.from('ff4fff510004aaaaff5200070000000101000000', 'hex');
  return [
    wsmFile({ ...grey, frames: [jpeg, jpeg], table: 'basic', spacing: [0.0005, 0.0005] }),
    wsmFile({ ...grey, frames: [[jpeg.subarray(0, 9), jpeg.subarray(9)], [jpeg]], table: 'empty', undefinedLengths: true }),
    wsmFile({ ...grey, frames: [jpeg, jpeg], table: 'extended', places }),
    wsmFile({ ...size, syntax: Syntax.Jpeg2000, photometric: 'YBR_ICT', frames: [codestream, codestream], concatenation: { number: 1, offset: 0, total: 1 } }),
    wsmFile({ ...size, tilePx: 4, widthPx: 8, heightPx: 4, samples: 1, bits: 16, bitsStored: 12, frames: [Buffer.alloc(32), Buffer.alloc(32)], paths: [{ id: '1', wavelengthNm: 460, power: 40, profile: Buffer.alloc(130) }] }),
    wsmFile({ ...size, tilePx: 4, widthPx: 8, heightPx: 4, syntax: Syntax.Implicit, frames: [Buffer.alloc(48), Buffer.alloc(48)], undefinedLengths: true }),
  ];
})();
