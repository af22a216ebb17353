import type { AssociatedPicture, QualityReport, SlideImage, SlideOrigin } from '@parfocal/shared/api';

/** What the steps of a job know by now. Kept with the job, so that each step is done once; paths are below the job's folder. */
export interface Findings {
  /** What came: a file or a folder. */
  readonly came?: { readonly path: string; readonly fileName: string };
  /** SHA-256 of it in hexadecimal, where it is one file. */
  readonly cameDigest?: string;
  /** What readers open. */
  readonly slide?: { readonly path: string; readonly fileName: string };
  /** The slide is what came, to the byte. */
  readonly isUnaltered?: boolean;
  readonly isDeidentified?: boolean;
  /** What a slide is called whose own name may say who the patient is. */
  readonly pseudonym?: string;
  readonly image?: SlideImage;
  readonly origin?: SlideOrigin;
  readonly associated?: AssociatedPicture[];
  readonly quality?: QualityReport;
  readonly bytes?: number;
  readonly digest?: string;
}
