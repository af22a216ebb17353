import { DocumentLayer, layerParts } from '@parfocal/shared/protocol';
import type { SlideView } from '@parfocal/shared/geometry';
import type { SlideAppearance } from '@/viewer';
import { type LookChange, lookWords, readLookWords } from './look-words';

/** What a link shows of a slide, whose id is elsewhere in it. Ids and numbers alone: nothing of the patient is in an address. */
export interface ViewLink {
  /** Centre in level-0 pixels, level-0 pixels a CSS pixel, and radians. */
  readonly view?: Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>;
  readonly look?: LookChange;
  /** The annotation to be shown. */
  readonly mark?: string;
  /** The layer of a session that it was drawn in, where it is not the case's. */
  readonly layer?: DocumentLayer;
}

/** The part of an address after `?`. */
export type ViewQuery = Partial<Record<'at' | 'look' | 'mark' | 'in', string>>;

interface Seen {
  readonly view?: ViewLink['view'];
  readonly look?: { readonly now: SlideAppearance; readonly first: SlideAppearance };
  readonly mark?: string;
  readonly layer?: string;
}

/** Farther from the origin, finer and coarser than any view is. */
const FARTHEST_PX = 1e8;
const [FINEST, COARSEST] = [1e-3, 1e5];

/** Tenths of a level-0 pixel, and so many digits that a window's edge is off by less than a pixel of the screen. */
const place = (value: number): string => String(Math.round(value * 10) / 10);
const digits = (value: number): string => String(Number(value.toPrecision(6)));
const degreesOf = (rad: number): number => Math.round(((rad * 180) / Math.PI) * 100) / 100;

export function viewQuery({ view, look, mark, layer }: Seen): ViewQuery {
  const query: ViewQuery = {};
  if (view) {
    const degrees = degreesOf(view.rotation);
    query.at = [place(view.x), place(view.y), digits(view.resolution), ...(degrees === 0 ? [] : [String(degrees)])].join('_');
  }
  const words = look && lookWords(look.now, look.first);
  if (words) query.look = words;
  if (mark) query.mark = mark;
  // Every other layer of the slide that a person has is open to them anyhow.
  if (mark && layer && readLayer(layer)) query.in = layer;
  return query;
}

/** What an address asks for. `isWhole`: false where something in it could not be read, and is left out. */
export function readViewQuery(query: Readonly<Record<string, unknown>>): { link: ViewLink; isWhole: boolean } {
  const read = <T>(name: keyof ViewQuery, parse: (text: string) => T | undefined): T | undefined => {
    const value = query[name];
    return typeof value === 'string' && value.length <= 4_000 ? parse(value) : undefined;
  };
  const link: ViewLink = { view: read('at', readView), look: read('look', readLookWords), mark: read('mark', (text) => (UUID.test(text) ? text : undefined)), layer: read('in', readLayer) };
  const isWhole = (query.at === undefined || link.view !== undefined) && (query.look === undefined || link.look !== undefined) && (query.mark === undefined || link.mark !== undefined) && (query.in === undefined || link.layer !== undefined);
  return { link, isWhole };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The layer of a session, which is for everyone in the case. */
function readLayer(text: string): DocumentLayer | undefined {
  const layer = DocumentLayer.safeParse(text);
  return layer.success && layerParts(layer.data).kind === 'session' ? layer.data : undefined;
}
const NUMBER = /^-?\d{1,9}(\.\d{1,8})?(e-?\d{1,2})?$/;

function readView(text: string): ViewLink['view'] {
  const parts = text.split('_');
  if (parts.length < 3 || parts.length > 4 || !parts.every((part) => NUMBER.test(part))) return undefined;
  const [x = 0, y = 0, resolution = 1, degrees = 0] = parts.map(Number);
  const isBelievable = Math.abs(x) <= FARTHEST_PX && Math.abs(y) <= FARTHEST_PX && resolution >= FINEST && resolution <= COARSEST && Math.abs(degrees) <= 360;
  return isBelievable ? { x, y, resolution, rotation: (degrees * Math.PI) / 180 } : undefined;
}

export const showsSomething = ({ view, look, mark }: ViewLink): boolean => Boolean(view ?? look ?? mark);
