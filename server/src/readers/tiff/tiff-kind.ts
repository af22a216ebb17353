import type { SlideOrigin } from '@parfocal/shared/api';
import type { PictureSources } from './associated-pictures.js';
import type { PhysicalSize } from './physical-size.js';
import type { PlaneStack } from './plane-stack.js';

/** Who wrote a TIFF, as far as it decides which directories are levels and where the scale stands. */
export interface TiffKind extends PlaneStack {
  readonly format: 'aperio-svs' | 'ome-tiff' | 'philips-tiff' | 'generic-tiff';
  readonly size: PhysicalSize;
  readonly origin: SlideOrigin;
  readonly pictures: PictureSources;
}
