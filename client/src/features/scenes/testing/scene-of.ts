import type { Scene } from '@parfocal/shared/api';
import { DEFAULT_APPEARANCE, sharedLook } from '@/viewer';

/** A made-up scene. Its id is its title's unless told otherwise. */
export const sceneOf = (title: string, more: Partial<Scene> = {}): Scene => ({
  id: `0000000${title.charCodeAt(0) % 10}-0000-4000-8000-00000000000${title.charCodeAt(0) % 10}`, revision: 0, title, note: '', author: '00000000-0000-4000-8000-0000000000aa', createdAt: 1, updatedAt: 1,
  shown: { slideId: '00000000-0000-4000-8000-0000000000bb', view: { x: 1, y: 2, resolution: 4, rotation: 0, widthPx: 800, heightPx: 600 }, mark: null, appearance: sharedLook(DEFAULT_APPEARANCE), panes: [], isLinked: true },
  ...more,
});
