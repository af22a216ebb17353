import type { SlideImage, SlideSummary } from '@parfocal/shared/api';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** A slide in the catalogue. Its file never changes; whose it is, only a case knows. */
@Entity('slide')
export class Slide {
  @PrimaryColumn('varchar', { length: 36 }) id: string;
  /** Shown to people: part and stain, such as “A1 · H&E”. */
  @Column('varchar', { length: 120 }) name: string;
  /** Where the `BlobStore` keeps the file. */
  @Column('varchar', { length: 300 }) file: string;
  @Column('bigint', { transformer: epochMs }) bytes: number;
  /** SHA-256 of the file, in hexadecimal. */
  @Column('varchar', { length: 64 }) digest: string;
  @Column('varchar', { length: 16 }) state: SlideSummary['state'];
  @Column('simple-json') image: SlideImage;
  @Column('bigint', { transformer: epochMs }) createdAt: number;
}
