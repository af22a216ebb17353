/** What a dragged scene is called on its way; a type of our own, so that no other page takes it for text. */
const SCENE_DRAG = 'application/x-parfocal-scene';

export function dragScene({ dataTransfer }: DragEvent, sceneId: string): void {
  if (!dataTransfer) return;
  dataTransfer.setData(SCENE_DRAG, sceneId);
  dataTransfer.effectAllowed = 'move';
}

/** Whether a scene hangs on the pointer; which one is not told before it is let go. */
export const isSceneDrag = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes(SCENE_DRAG) ?? false;

export const draggedScene = ({ dataTransfer }: DragEvent): string | undefined => dataTransfer?.getData(SCENE_DRAG) || undefined;
