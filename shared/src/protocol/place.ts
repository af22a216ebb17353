import * as z from 'zod';

/** Farther from the origin than any slide is wide, in level-0 pixels. */
export const Offset = z.number().min(-1e8).max(1e8);

/** Where a window stands: its centre in level-0 pixels, level-0 pixels a CSS pixel, and radians. Whose window, of what size, is not said. */
export const PlaceView = z.object({ x: Offset, y: Offset, resolution: z.number().min(1e-3).max(1e5), rotation: z.number().min(-1e3).max(1e3) });
export type PlaceView = z.infer<typeof PlaceView>;

/** An annotation, and the layer it was on when it was named; a receiver who may not see that layer does not find it. */
export const PlaceMark = z.object({ id: z.uuid(), layer: z.string().regex(/^[a-z]{1,16}(~[0-9a-f-]{36})?$/) });
export type PlaceMark = z.infer<typeof PlaceMark>;

/** Something to jump to: a slide of the case, there a view, there an annotation. */
export const Place = z.object({ slideId: z.uuid(), view: PlaceView.nullable(), mark: PlaceMark.nullable() });
export type Place = z.infer<typeof Place>;
