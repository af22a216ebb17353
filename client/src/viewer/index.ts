export { appearanceFor, DEFAULT_APPEARANCE, isColourAdjusted, sameAppearance } from './appearance/appearance';
export { APPEARANCE_BOUNDS, readAppearance } from './appearance/read-appearance';
export { ledLook, sharedLook } from './appearance/shared-look';
export { createSlideViewer } from './create-slide-viewer';
export { onStillClick } from './input/still-clicks';
export { createFieldPainter, type FieldPainter } from './snapshot/field-painter';
export type * from './slide-viewer';
