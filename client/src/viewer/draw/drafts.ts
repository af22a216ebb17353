import type { AnnotationKind } from '@parfocal/shared/annotation';
import { BoxDraft } from './box-draft';
import type { Draft } from './draft';
import { FreehandDraft } from './freehand-draft';
import { LineDraft } from './line-draft';
import { PointDraft } from './point-draft';
import { PolygonDraft } from './polygon-draft';

/** An empty draft of a kind. */
export function draftOf(kind: AnnotationKind): Draft {
  switch (kind) {
    case 'point':
    case 'text':
      return new PointDraft(kind);
    case 'line':
    case 'arrow':
      return new LineDraft(kind);
    case 'rectangle':
    case 'ellipse':
      return new BoxDraft(kind);
    case 'polygon':
      return new PolygonDraft();
    case 'freehand':
      return new FreehandDraft();
  }
}
