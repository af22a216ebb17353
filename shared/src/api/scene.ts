import * as z from 'zod';
import { Place, PlaceMark, ROOM_PANES_MAX, RoomAppearance, RoomPane, RoomView } from '../protocol/index.js';
import { words } from './words.js';

/** Scenes of a case, which are told whole. */
export const SCENES_MAX = 200;
export const SCENE_TITLE_MAX = 120;
export const SCENE_NOTE_MAX = 1_000;

/**
 * What a scene shows: a place of the case with the window that it was seen in, and the looks and panes of the room (`RoomLook`).
 * A scene is for all members, so an annotation in it is one of the layer that all of them see.
 */
export const SceneShown = Place.extend({
  view: RoomView,
  mark: PlaceMark.extend({ layer: z.literal('case') }).nullable(),
  appearance: RoomAppearance,
  panes: z.array(RoomPane).max(ROOM_PANES_MAX),
  isLinked: z.boolean(),
});
export type SceneShown = z.infer<typeof SceneShown>;

const title = words(1, SCENE_TITLE_MAX);
const note = words(0, SCENE_NOTE_MAX);
const revision = z.int().min(0);

/** A saved view. `revision` rises with every change of it; to be moved is none. */
export const Scene = z.object({ id: z.uuid(), revision, title, note, shown: SceneShown, author: z.uuid(), createdAt: z.int(), updatedAt: z.int() });
export type Scene = z.infer<typeof Scene>;

/** The scenes of a case in the order in which they are played. `revision` rises with every change of any of them and of their order. */
export const SceneList = z.object({ revision, scenes: z.array(Scene) });
export type SceneList = z.infer<typeof SceneList>;

/** The sender makes the id, so that what is sent again is stored once. */
export const SceneCreate = z.strictObject({ id: z.uuid(), title, note: note.default(''), shown: SceneShown });
export type SceneCreate = z.infer<typeof SceneCreate>;

/** What is named is changed; `revision` is the one that it was made of. */
export const SceneChange = z
  .strictObject({ revision, title: title.optional(), note: note.optional(), shown: SceneShown.optional() })
  .refine((change) => [change.title, change.note, change.shown].some((part) => part !== undefined), 'changes nothing');
export type SceneChange = z.infer<typeof SceneChange>;

/** Behind which scene it goes; `null`: it becomes the first. */
export const SceneMove = z.strictObject({ behind: z.uuid().nullable() });
export type SceneMove = z.infer<typeof SceneMove>;
