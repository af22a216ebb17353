import type { SlideLayers } from '@parfocal/shared/api';
import { CASE_LAYER, type DocumentLayer, hiddenLayer, privateLayer, sessionLayer } from '@parfocal/shared/protocol';

/** Kinds of layers to export, as the person knows them: `earlier` are those of the case's other sessions, `revealed` all hidden layers that everyone may read by now. */
export const EXPORT_LAYERS = ['case', 'session', 'earlier', 'revealed', 'private', 'hidden'] as const;
export type ExportLayer = (typeof EXPORT_LAYERS)[number];

/** What everyone in the case may read anyway; what is only for oneself is added on purpose. */
export const SHARED_LAYERS: readonly ExportLayer[] = ['case', 'session', 'earlier', 'revealed'];

interface Reader {
  readonly personId: string;
  readonly sessionId: string;
}

/** Whether everyone may read by now what this person had hidden on a slide. */
export const isOwnRevealed = ({ hidden }: Pick<SlideLayers, 'hidden'>, personId: string): boolean => hidden.some((one) => one.isRevealed && one.personId === personId);

/** The layers of a slide that are of the `wanted` kinds, as far as this person may read them. */
export function exportedLayers(wanted: ReadonlySet<ExportLayer>, known: Pick<SlideLayers, 'hidden' | 'sessions'>, { personId, sessionId }: Reader): DocumentLayer[] {
  return [
    ...(wanted.has('case') ? ([CASE_LAYER] as const) : []),
    ...(wanted.has('session') ? [sessionLayer(sessionId)] : []),
    ...(wanted.has('earlier') ? known.sessions.filter(({ id }) => id !== sessionId).map(({ id }) => sessionLayer(id)) : []),
    ...(wanted.has('revealed') ? known.hidden.filter((one) => one.isRevealed).map((one) => hiddenLayer(one.personId)) : []),
    ...(wanted.has('private') ? [privateLayer(personId)] : []),
    ...(wanted.has('hidden') && !isOwnRevealed(known, personId) ? [hiddenLayer(personId)] : []),
  ];
}
