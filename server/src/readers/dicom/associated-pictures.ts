import type { AssociatedPicture } from '@parfocal/shared/api';
import { joinConcatenations } from './concatenations.js';
import type { DicomInstance, Flavour } from './dicom-instance.js';
import { DicomLevel } from './dicom-level.js';
import type { OpenFiles } from './open-files.js';

const KINDS: Readonly<Partial<Record<Flavour, AssociatedPicture>>> = { label: 'label', overview: 'macro', thumbnail: 'thumbnail' };

/** Pictures beside the slide that are one frame each, the largest of a kind: that is how they come, and a tiled one is no single picture. */
export async function associatedOf(files: OpenFiles, instances: readonly DicomInstance[]): Promise<Map<AssociatedPicture, DicomLevel>> {
  const pictures = new Map<AssociatedPicture, DicomLevel>();
  const bySize = [...instances].sort((a, b) => b.widthPx * b.heightPx - a.widthPx * a.heightPx);
  for (const instance of bySize) {
    const kind = KINDS[instance.flavour];
    if (!kind || pictures.has(kind) || instance.frames !== 1 || instance.pixels.bitsAllocated !== 8) continue;
    for (const image of joinConcatenations([instance])) pictures.set(kind, await DicomLevel.open(files, image));
  }
  return pictures;
}
