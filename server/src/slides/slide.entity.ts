import type { AssociatedPicture, SlideImage, SlideOrigin, SlideQuality, SlideSummary } from '@parfocal/shared/api';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from '../platform/index.js';

/** A slide in the catalogue. Its file never changes; whose it is, only a case knows. */
@Entity('slide')
export class Slide {
  @PrimaryColumn('varchar', { length: 36 }) id: string;
  /** Shown to people: part and stain, such as “A1 · H&E”. */
  @Column('varchar', { length: 120 }) name: string;
  /** Where the `BlobStore` keeps the file, or the folder of a slide of several files. */
  @Column('varchar', { length: 300 }) file: string;
  @Column('bigint', { transformer: epochMs }) bytes: number;
  /** SHA-256 of the file, in hexadecimal. */
  @Column('varchar', { length: 64 }) digest: string;
  @Column('varchar', { length: 16 }) state: SlideSummary['state'];
  @Column('simple-json') image: SlideImage;
  @Column('simple-json') origin: SlideOrigin;
  /** Pictures beside the slide that the file holds. */
  @Column('simple-json') associated: AssociatedPicture[];
  @Column('simple-json', { nullable: true }) quality: SlideQuality | null;
  @Column('boolean') isDeidentified: boolean;
  /** When its digest was last compared with the stored bytes. */
  @Column('bigint', { transformer: epochMs }) checkedAt: number;
  @Column('bigint', { transformer: epochMs }) createdAt: number;
  /** Its files are gone; the record stays as a tombstone, so that what was said of it can be understood. */
  @Column('bigint', { transformer: epochMs, nullable: true }) deletedAt: number | null;
  @Column('varchar', { length: 36, nullable: true }) deletedBy: string | null;
}
