import { SlideFileError } from '../slide-file-error.js';

/** How the frames of a file are packed (PS3.5 §10, PS3.6 table A-1). */
export interface TransferSyntax {
  readonly name: string;
  readonly packing: 'native' | 'jpeg' | 'jpeg2000' | 'jpeg-ls' | 'dicom-rle';
  readonly isImplicit: boolean;
}

const syntax = (name: string, packing: TransferSyntax['packing'], isImplicit = false): TransferSyntax => ({ name, packing, isImplicit });

const READABLE: ReadonlyMap<string, TransferSyntax> = new Map([
  ['1.2.840.10008.1.2', syntax('implicit VR little endian', 'native', true)],
  ['1.2.840.10008.1.2.1', syntax('explicit VR little endian', 'native')],
  ['1.2.840.10008.1.2.4.50', syntax('JPEG baseline', 'jpeg')],
  ['1.2.840.10008.1.2.4.51', syntax('JPEG extended', 'jpeg')],
  ['1.2.840.10008.1.2.4.80', syntax('JPEG-LS lossless', 'jpeg-ls')],
  ['1.2.840.10008.1.2.4.81', syntax('JPEG-LS near-lossless', 'jpeg-ls')],
  ['1.2.840.10008.1.2.4.90', syntax('JPEG 2000 lossless', 'jpeg2000')],
  ['1.2.840.10008.1.2.4.91', syntax('JPEG 2000', 'jpeg2000')],
  ['1.2.840.10008.1.2.5', syntax('RLE', 'dicom-rle')],
]);

/** Known, and named in the refusal. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10008.1.2.1.99', 'deflated'],
  ['1.2.840.10008.1.2.2', 'big endian'],
  ['1.2.840.10008.1.2.4.57', 'JPEG lossless'],
  ['1.2.840.10008.1.2.4.70', 'JPEG lossless, first-order prediction'],
  ['1.2.840.10008.1.2.4.92', 'JPEG 2000 multi-component'],
  ['1.2.840.10008.1.2.4.93', 'JPEG 2000 multi-component'],
  ['1.2.840.10008.1.2.4.100', 'MPEG-2'],
  ['1.2.840.10008.1.2.4.102', 'MPEG-4'],
  ['1.2.840.10008.1.2.4.110', 'JPEG XL lossless'],
  ['1.2.840.10008.1.2.4.111', 'JPEG XL recompressed JPEG'],
  ['1.2.840.10008.1.2.4.112', 'JPEG XL'],
  ['1.2.840.10008.1.2.4.201', 'High-Throughput JPEG 2000 (HTJ2K) lossless'],
  ['1.2.840.10008.1.2.4.202', 'High-Throughput JPEG 2000 (HTJ2K) RPCL lossless'],
  ['1.2.840.10008.1.2.4.203', 'High-Throughput JPEG 2000 (HTJ2K)'],
]);

/** @throws SlideFileError `slide.compression-unsupported`, with the name where it is a known one */
export function transferSyntaxOf(uid: string): TransferSyntax {
  const found = READABLE.get(uid);
  if (!found) throw new SlideFileError('slide.compression-unsupported', `DICOM transfer syntax: ${REFUSED.get(uid) ?? 'none that is known'}`);
  return found;
}
