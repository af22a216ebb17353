import { type SlideDetail, thumbnailUrl } from '@parfocal/shared/api';
import type { CoverageGrid } from './coverage-grid';
import { type Tissue, tissueOfFocus, tissueOfPicture } from './tissue';

/** Where the tissue of a slide is: as quality control found it, else by the slide's thumbnail. Nothing where neither finds any. */
export async function findTissue(slide: SlideDetail, grid: CoverageGrid): Promise<Tissue | undefined> {
  const focus = slide.quality?.report.focus;
  return (focus && tissueOfFocus(focus, grid)) ?? tissueOfThumbnail(slide, grid);
}

async function tissueOfThumbnail({ id, image }: SlideDetail, grid: CoverageGrid): Promise<Tissue | undefined> {
  const picture = new Image();
  picture.src = thumbnailUrl(id);
  try {
    await picture.decode();
  } catch {
    return undefined; // no thumbnail, no guess
  }
  const canvas = Object.assign(document.createElement('canvas'), { width: picture.naturalWidth, height: picture.naturalHeight });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context || canvas.width === 0 || canvas.height === 0) return undefined;
  context.drawImage(picture, 0, 0);
  return tissueOfPicture(context.getImageData(0, 0, canvas.width, canvas.height), grid, image.channelStyles !== undefined);
}
