/** What a dragged slide is called on its way; a type of our own, so that no other page takes it for text. */
const SLIDE_DRAG = 'application/x-parfocal-slide';

export function dragSlide({ dataTransfer }: DragEvent, slideId: string): void {
  if (!dataTransfer) return;
  dataTransfer.setData(SLIDE_DRAG, slideId);
  dataTransfer.effectAllowed = 'copy';
}

/** Whether a slide hangs on the pointer; which one is not told before it is let go. */
export const isSlideDrag = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes(SLIDE_DRAG) ?? false;

export const draggedSlide = ({ dataTransfer }: DragEvent): string | undefined => dataTransfer?.getData(SLIDE_DRAG) || undefined;
