import { addAnnotation, type Annotation } from '@parfocal/shared/annotation';
import { ref, shallowRef } from 'vue';
import * as Y from 'yjs';
import { inScope } from '@/lib/testing/in-scope';
import { useAnnotations } from '../useAnnotations';
import { useAnnotationTools } from '../useAnnotationTools';
import { ANA } from './annotation-of';
import { caseClasses } from './case-classes';
import { DrawingViewer } from './drawing-viewer';

/** The tools of somebody who may draw, at a slide with these annotations. */
export function toolsAtWork(...annotations: Annotation[]) {
  const viewer = new DrawingViewer();
  const doc = new Y.Doc();
  for (const annotation of annotations) addAnnotation(doc, annotation, 'test');
  const { result: tools, stop } = inScope(() => {
    const own = useAnnotations({ doc: shallowRef(doc), personId: ANA });
    const isElsewhere = ({ target }: Event): boolean => target instanceof HTMLInputElement;
    return useAnnotationTools({ viewer: viewer.asViewer, annotations: own, mpp: shallowRef(), personId: ANA, canDraw: ref(true), planes: ref(1), classes: caseClasses().classes, isElsewhere, beforeJump: () => undefined });
  });
  return { viewer, tools, stop };
}

/** Whether something was done with the key. */
export const press = (key: string, how: KeyboardEventInit = {}, target: EventTarget = document.body): boolean =>
  !target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...how }));
