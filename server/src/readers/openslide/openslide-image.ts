import type { AssociatedPicture, SlideImage, SlideLevel, SlideOrigin } from '@parfocal/shared/api';
import { SlideFileError } from '../slide-file-error.js';
import type { OpenedSlide } from './openslide-messages.js';

/** OpenSlide reads any region; so large that a strip of an NDPI is not decoded for too many tiles, so small that one comes quickly. */
export const TILE_PX = 512;

const MOST_SIDE_PX = 10_000_000;
const MOST_TILES = 8_000_000;
/** Values of a property longer than a line of words are none of these. */
const MOST_CHARACTERS = 80;

type Properties = OpenedSlide['properties'];

/** What OpenSlide says of a slide, in our words. Property names: https://openslide.org/properties/ */
export function imageOf({ levels, properties, profile }: OpenedSlide): SlideImage {
  const [base] = levels;
  if (!base) throw new SlideFileError('slide.damaged', 'a slide without levels');
  const grid = levels.map(levelOf);
  const tiles = grid.reduce((sum, { columns, rows }) => sum + columns * rows, 0);
  if (tiles > MOST_TILES) throw new SlideFileError('slide.too-large', `${tiles} tiles`);
  const background = /^[0-9A-Fa-f]{6}$/.exec(properties['openslide.background-color'] ?? '')?.[0];
  return {
    format: properties['openslide.vendor'] ?? 'openslide',
    widthPx: base.widthPx,
    heightPx: base.heightPx,
    ...scaleOf(properties),
    ...(background && { background: `#${background.toLowerCase()}` }),
    ...boundsOf(properties, base),
    ...(profile && { hasColourProfile: true }),
    zPlanes: 1,
    channels: 1,
    levels: grid,
  };
}

function levelOf({ widthPx, heightPx, downsample }: OpenedSlide['levels'][number]): SlideLevel {
  const isSide = (px: number): boolean => Number.isSafeInteger(px) && px > 0 && px <= MOST_SIDE_PX;
  if (!isSide(widthPx) || !isSide(heightPx)) throw new SlideFileError('slide.damaged', `a level of ${widthPx} x ${heightPx} px`);
  return {
    widthPx, heightPx, tileWidthPx: TILE_PX, tileHeightPx: TILE_PX,
    columns: Math.ceil(widthPx / TILE_PX), rows: Math.ceil(heightPx / TILE_PX), downsample: Math.max(1, downsample),
  };
}

function scaleOf(properties: Properties): Pick<SlideImage, 'mppX' | 'mppY' | 'objectivePower'> {
  const [mppX, mppY, power] = ['openslide.mpp-x', 'openslide.mpp-y', 'openslide.objective-power'].map((name) => positive(properties[name]));
  return { ...(mppX && mppY && { mppX, mppY }), ...(power && { objectivePower: power }) };
}

function boundsOf(properties: Properties, base: { widthPx: number; heightPx: number }): Pick<SlideImage, 'bounds'> {
  const [x, y, widthPx, heightPx] = ['x', 'y', 'width', 'height'].map((side) => Number(properties[`openslide.bounds-${side}`] ?? Number.NaN));
  const isInside = [x, y, widthPx, heightPx].every(Number.isSafeInteger) && x! >= 0 && y! >= 0 && widthPx! > 0 && heightPx! > 0;
  if (!isInside || x! + widthPx! > base.widthPx || y! + heightPx! > base.heightPx) return {};
  return { bounds: { x: x!, y: y!, widthPx: widthPx!, heightPx: heightPx! } };
}

/** Where each vendor writes it down. Serial numbers, users and barcodes are left where they are. */
const ORIGIN: readonly { field: keyof SlideOrigin; names: readonly string[] }[] = [
  { field: 'manufacturer', names: ['tiff.Make'] },
  { field: 'model', names: ['leica.device-model', 'ventana.ScannerModel', 'hamamatsu.Product', 'tiff.Model'] },
  { field: 'software', names: ['leica.device-version', 'ventana.BuildVersion', 'mirax.GENERAL.SLIDE_VERSION', 'tiff.Software'] },
  { field: 'scannedAt', names: ['leica.creation-date', 'ventana.ScanDate', 'mirax.GENERAL.SLIDE_CREATIONDATETIME', 'tiff.DateTime'] },
];
const MANUFACTURERS: Readonly<Record<string, string>> = { hamamatsu: 'Hamamatsu', leica: 'Leica', mirax: '3DHISTECH', sakura: 'Sakura', trestle: 'Trestle', ventana: 'Ventana' };

export function originOf({ properties }: OpenedSlide): SlideOrigin {
  const found: { -readonly [field in keyof SlideOrigin]: SlideOrigin[field] } = {};
  for (const { field, names } of ORIGIN) {
    const value = names.map((name) => properties[name]).find(Boolean);
    const clean = value?.replace(/[\p{Cc}\p{Cf}]/gu, ' ').trim().slice(0, MOST_CHARACTERS);
    if (clean) found[field] = field === 'scannedAt' ? timeOf(clean) : clean;
  }
  const manufacturer = found.manufacturer ?? MANUFACTURERS[properties['openslide.vendor'] ?? ''];
  return { ...found, ...(manufacturer && { manufacturer }) };
}

/** `2017:02:07 13:06:43`, `2017/01/27`, `07/02/2017 …` and ISO itself; another spelling says nothing for sure. */
function timeOf(text: string): string | undefined {
  const [, year, month, day, time] = /^(\d{4})[:/-](\d{2})[:/-](\d{2})(?:[ T](\d{2}:\d{2}:\d{2}))?/.exec(text) ?? [];
  if (!year) return undefined;
  return time ? `${year}-${month}-${day}T${time}` : `${year}-${month}-${day}`;
}

/** As OpenSlide names pictures beside the slide, and what they are to us. */
export const PICTURE_NAMES: Readonly<Record<AssociatedPicture, readonly string[]>> = { label: ['label'], macro: ['macro', 'overview'], thumbnail: ['thumbnail'] };

export function pictureName(kind: AssociatedPicture, { pictures }: OpenedSlide): string | undefined {
  return PICTURE_NAMES[kind].find((name) => pictures.includes(name));
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
