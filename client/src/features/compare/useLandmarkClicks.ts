import type { SlidePoint } from '@parfocal/shared/geometry';
import { onScopeDispose, type Ref } from 'vue';
import { onStillClick, type SlideViewer } from '@/viewer';

interface Collaborators {
  element: HTMLElement;
  viewer: SlideViewer;
  isOn: Ref<boolean>;
  onPlace: (at: SlidePoint) => void;
}

/** Clicks on a slide while landmarks are wanted. */
export function useLandmarkClicks({ element, viewer, isOn, onPlace }: Collaborators): void {
  onScopeDispose(onStillClick(element, viewer, onPlace, () => isOn.value));
}
