import type { DirectorySpec, FieldSpec } from './tiff-factory.js';

export interface TiledSpec {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly tilePx: number;
  readonly tiles: readonly Buffer[];
  /** TIFF numbers; uncompressed RGB of 8 bits where not said. */
  readonly compression?: number;
  readonly photometric?: number;
  readonly samples?: number;
  readonly bits?: number;
  readonly description?: string;
  /** Replaces a field of the same tag. */
  readonly fields?: readonly FieldSpec[];
  readonly children?: readonly DirectorySpec[];
}

export const short = (tag: number, ...values: number[]): FieldSpec => ({ tag, type: 3, values });
export const long = (tag: number, ...values: number[]): FieldSpec => ({ tag, type: 4, values });
export const rational = (tag: number, numerator: number, denominator: number): FieldSpec => ({ tag, type: 5, values: [numerator, denominator] });
export const text = (tag: number, value: string): FieldSpec => ({ tag, type: 2, values: Buffer.from(`${value}\0`) });
export const bytes = (tag: number, values: Buffer): FieldSpec => ({ tag, type: 7, values });

/** A directory as scanners write it. */
export function tiledDirectory(spec: TiledSpec): DirectorySpec {
  const { widthPx, heightPx, tilePx, tiles, compression = 1, photometric = 2, samples = 3, bits = 8, description, fields = [], children } = spec;
  const usual = [
    long(256, widthPx),
    long(257, heightPx),
    short(258, ...new Array<number>(samples).fill(bits)),
    short(259, compression),
    short(262, photometric),
    short(277, samples),
    short(284, 1),
    short(322, tilePx),
    short(323, tilePx),
    ...(description === undefined ? [] : [text(270, description)]),
  ];
  const own = new Set(fields.map(({ tag }) => tag));
  return { fields: [...usual.filter(({ tag }) => !own.has(tag)), ...fields], tiles, children };
}

/** The four ways to write the same file. */
export const TIFF_VARIANTS = [
  { name: 'classic II', littleEndian: true, big: false },
  { name: 'classic MM', littleEndian: false, big: false },
  { name: 'BigTIFF II', littleEndian: true, big: true },
  { name: 'BigTIFF MM', littleEndian: false, big: true },
] as const;
