const SOC_SIZ = 0xff4fff51;
const COD = 0xff52;
const TRANSFORM_AT = 8;
const MOST_SEGMENTS = 64;

/**
 * Whether a decoder of this codestream ends up with RGB (a multiple component transform in COD, ISO/IEC 15444-1 A.6.1): then it
 * does, whatever PhotometricInterpretation says. YBR_ICT without one is YCbCr as it is, as Aperio's 33003 in a new wrapping.
 */
export function bringsOwnColours(codestream: Buffer): boolean {
  if (codestream.length < 4 || codestream.readUInt32BE(0) !== SOC_SIZ) return false;
  let at = 2;
  for (let segment = 0; segment < MOST_SEGMENTS && at + TRANSFORM_AT < codestream.length; segment++) {
    if (codestream.readUInt16BE(at) === COD) return codestream[at + TRANSFORM_AT] === 1;
    at += 2 + codestream.readUInt16BE(at + 2);
  }
  return false;
}
