import type { RoomAppearance } from '@parfocal/shared/protocol';
import type { SlideAppearance } from './appearance';

/** What of an appearance the room shares: all but the mirror, which is everyone's own. */
export function sharedLook({ brightness, contrast, gamma, saturation, whitePoint, isColourManaged, z, channels }: SlideAppearance): RoomAppearance {
  return {
    brightness, contrast, gamma, saturation, isColourManaged, z,
    whitePoint: whitePoint && [...whitePoint],
    channels: channels.map(({ on, colour, low, high }) => ({ on, colour, low, high })),
  };
}

/** `own` with what changed in the room from one look to the next; all of it where there was none before. So what a follower set for their own eyes stands until the presenter touches the same. */
export function ledLook(own: SlideAppearance, before: RoomAppearance | undefined, now: RoomAppearance): SlideAppearance {
  const isNews = (key: keyof RoomAppearance): boolean => !before || JSON.stringify(before[key]) !== JSON.stringify(now[key]);
  const news = (Object.keys(now) as (keyof RoomAppearance)[]).filter(isNews).map((key) => [key, now[key]]);
  return { ...own, ...(Object.fromEntries(news) as Partial<RoomAppearance>) };
}
