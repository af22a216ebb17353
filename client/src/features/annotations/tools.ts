import type { Component } from 'vue';
import {
  IconArrow, IconEllipse, IconFreehand, IconMove, IconPoint, IconPolygon, IconRectangle, IconRuler, IconText,
} from '@/ui';
import type { ViewerTool } from '@/viewer';

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

export const iconOf = (id: ViewerTool): Component => TOOLS.find((tool) => tool.id === id)?.icon ?? IconPoint;
