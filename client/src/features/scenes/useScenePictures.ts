import { type Scene, SCENES_MAX, type SlideDetail } from '@parfocal/shared/api';
import { fittedView, type ScreenSize } from '@parfocal/shared/geometry';
import { onScopeDispose } from 'vue';
import { createFieldPainter, type FieldPainter } from '@/viewer';

interface Collaborators {
  detailOf: (slideId: string) => Promise<SlideDetail>;
  painter?: FieldPainter;
}

/** Small pictures of what scenes show, made of the slides' tiles when they are first looked at, and kept while the page is open. */
export function useScenePictures({ detailOf, painter = createFieldPainter() }: Collaborators) {
  const kept = new Map<string, Promise<HTMLCanvasElement>>();
  onScopeDispose(() => painter.dispose());

  /** All of what the window showed. Rejects where the slide or its tiles cannot be had. `size`: device pixels. */
  return ({ shown: { slideId, view, appearance } }: Scene, size: ScreenSize): Promise<HTMLCanvasElement> => {
    const key = JSON.stringify([slideId, view, appearance, size]);
    const known = kept.get(key);
    if (known) return known;
    const painting = detailOf(slideId).then((slide) => painter.paint(slide, { view: fittedView(view, size), size, appearance }));
    if (kept.size >= SCENES_MAX) kept.delete(kept.keys().next().value!);
    kept.set(key, painting);
    painting.catch(() => kept.delete(key));
    return painting;
  };
}

export type PaintScene = ReturnType<typeof useScenePictures>;
