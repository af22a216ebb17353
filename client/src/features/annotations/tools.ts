import type { Component } from 'vue';
import type { MessageKey } from '@/i18n';
import {
  IconArrow, IconEllipse, IconFreehand, IconMove, IconPoint, IconPolygon, IconRectangle, IconRuler, IconText,
} from '@/ui';
import type { ViewerTool } from '@/viewer';
import { CLASS_KEYS } from './classes/class-keys';

export interface Tool {
  readonly id: ViewerTool;
  /** One key each. */
  readonly key: string;
  readonly icon: Component;
}

export const MOVE: Tool = { id: 'move', key: 'V', icon: IconMove };

/** In the column's order: to point out, then to outline. */
export const TOOL_GROUPS: readonly (readonly Tool[])[] = [
  [MOVE],
  [
    { id: 'point', key: 'P', icon: IconPoint },
    { id: 'arrow', key: 'A', icon: IconArrow },
    { id: 'line', key: 'L', icon: IconRuler },
  ],
  [
    { id: 'rectangle', key: 'R', icon: IconRectangle },
    { id: 'ellipse', key: 'E', icon: IconEllipse },
    { id: 'polygon', key: 'G', icon: IconPolygon },
    { id: 'freehand', key: 'F', icon: IconFreehand },
    { id: 'text', key: 'T', icon: IconText },
  ],
];

export const TOOLS = TOOL_GROUPS.flat();

/** As `aria-keyshortcuts` has them. */
export const UNDO_KEYS = 'Control+Z';
export const REDO_KEYS = 'Control+Shift+Z';

/** What the list of keys says of drawing: the tools, then what is done with what they drew. */
export const ANNOTATION_KEYS: readonly { readonly keys: readonly string[]; readonly says: MessageKey; readonly isRange?: boolean }[] = [
  ...TOOLS.map(({ id, key }) => ({ keys: [key], says: `annotations.tool.${id}` as const })),
  { keys: [CLASS_KEYS[0]!, CLASS_KEYS.at(-1)!], says: 'classes.keys', isRange: true },
  { keys: ['Shift'], says: 'annotations.keysMore' },
  { keys: ['Control'], says: 'annotations.keysBox' },
  { keys: ['Enter'], says: 'annotations.keysClose' },
  { keys: ['Backspace'], says: 'annotations.keysBack' },
  { keys: ['Delete'], says: 'annotations.keysDelete' },
  { keys: [UNDO_KEYS], says: 'annotations.undo' },
  { keys: [REDO_KEYS], says: 'annotations.redo' },
];

export const iconOf = (id: ViewerTool): Component => TOOLS.find((tool) => tool.id === id)?.icon ?? IconPoint;
