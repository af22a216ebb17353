import * as z from 'zod';

/** Panes beside the session's own. */
export const ROOM_PANES_MAX = 3;
const CHANNELS_MAX = 64;

const finite = (low: number, high: number): z.ZodNumber => z.number().min(low).max(high);
const level0Px = finite(-1e8, 1e8);

/** Centre in level-0 pixels, level-0 pixels a CSS pixel, radians, and the window it is for in CSS pixels. */
export const RoomView = z.object({
  x: level0Px, y: level0Px, resolution: finite(1e-6, 1e6), rotation: finite(-1e3, 1e3), widthPx: z.int().min(1).max(65_535), heightPx: z.int().min(1).max(65_535),
});
export type RoomView = z.infer<typeof RoomView>;

/** How a slide looks: what the client calls its appearance, but for the mirror, which is everyone's own. */
export const RoomAppearance = z.object({
  brightness: finite(-1, 1),
  contrast: finite(0, 10),
  gamma: finite(0, 10),
  saturation: finite(0, 10),
  whitePoint: z.tuple([finite(0, 255), finite(0, 255), finite(0, 255)]).nullable(),
  isColourManaged: z.boolean(),
  /** The focal plane, counted from 0. */
  z: z.int().min(0).max(10_000),
  channels: z.array(z.object({ on: z.boolean(), colour: z.string().regex(/^#[0-9a-f]{6}$/), low: finite(0, 1e9), high: finite(0, 1e9) })).max(CHANNELS_MAX),
});
export type RoomAppearance = z.infer<typeof RoomAppearance>;

/** A pane beside the session's. */
export const RoomPane = z.object({
  slideId: z.uuid(),
  appearance: RoomAppearance,
  /** How its slide lies to the session's, while the panes move together. */
  relation: z.object({ scale: finite(1e-6, 1e6), rotation: finite(-1e3, 1e3), dx: finite(-1e9, 1e9), dy: finite(-1e9, 1e9) }).nullable(),
  /** Where it is, while each pane goes by itself. */
  view: RoomView.nullable(),
});
export type RoomPane = z.infer<typeof RoomPane>;

/**
 * What the room looks at, as the presenter shows it: always told whole (SPEC S20). Where on the slide goes by the presenter's
 * gestures, unless a view is held.
 */
export const RoomLook = z.object({
  slideId: z.uuid(),
  appearance: RoomAppearance,
  panes: z.array(RoomPane).max(ROOM_PANES_MAX),
  isLinked: z.boolean(),
  /** The view that the room keeps while the presenter looks elsewhere. */
  held: RoomView.nullable(),
});
export type RoomLook = z.infer<typeof RoomLook>;

/** `revision` rises with every change of `look`; nothing is shown to the room while nobody presents. */
export interface RoomState {
  readonly revision: number;
  readonly look: RoomLook | null;
}

export const RoomShow = z.object({ epoch: z.int().nonnegative(), look: RoomLook });
export type RoomShow = z.infer<typeof RoomShow>;

export const RoomShown = z.object({ revision: z.int().nonnegative() });
export type RoomShown = z.infer<typeof RoomShown>;

/** `isForced`: nobody is asked; for a host who teaches. */
export const RoomGather = z.object({ epoch: z.int().nonnegative(), isForced: z.boolean() });
export type RoomGather = z.infer<typeof RoomGather>;
