import { type SceneChange, type SceneCreate, SceneList } from '@parfocal/shared/api';
import { request } from './request';

const path = (caseId: string, sceneId?: string): string => `/api/cases/${encodeURIComponent(caseId)}/scenes${sceneId === undefined ? '' : `/${encodeURIComponent(sceneId)}`}`;

export const scenesOf = (caseId: string): Promise<SceneList> => request(path(caseId), SceneList);

/* Each answers the list as it is then. */

export const createScene = (caseId: string, body: SceneCreate): Promise<SceneList> => request(path(caseId), SceneList, { method: 'POST', body });

/** Throws `scene.stale` if somebody was faster. */
export const changeScene = (caseId: string, sceneId: string, body: SceneChange): Promise<SceneList> => request(path(caseId, sceneId), SceneList, { method: 'PATCH', body });

/** `behind`: the scene that it goes behind, or `null` for none. Throws `scene.stale` if that one is gone. */
export const moveScene = (caseId: string, sceneId: string, behind: string | null): Promise<SceneList> => request(`${path(caseId, sceneId)}/move`, SceneList, { method: 'POST', body: { behind } });

export const removeScene = (caseId: string, sceneId: string): Promise<SceneList> => request(path(caseId, sceneId), SceneList, { method: 'DELETE' });
