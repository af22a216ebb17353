import { LABEL_MAX, NOTE_MAX } from './annotation.js';
import { AUTHOR_KEY, CREATED_KEY, DESCRIPTION_KEY, type Rgb } from './geojson-format.js';

export type Plain = Readonly<Record<string, unknown>>;

/** What a file says of a shape beside its outline, in our bounds. */
export interface ShapeWords {
  readonly label: string;
  readonly note: string;
  readonly className: string | null;
  readonly rgb: Rgb | null;
  readonly isLocked: boolean;
  readonly author: string | null;
  /** Milliseconds since 1970; `null` where the file does not say when it was drawn. */
  readonly createdAt: number | null;
  readonly isCut: boolean;
  readonly hasMeasurements: boolean;
  /** `annotation`, `detection`, `cell` …, or what an older QuPath called it; `null` where the file does not say. */
  readonly objectType: string | null;
}

export const plain = (value: unknown): Plain => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : {});
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** At most `most` UTF-16 units, and never half a letter. */
const cut = (words: string, most: number): string => (words.length <= most ? words : words.slice(0, most).replace(/[\uD800-\uDBFF]$/, ''));

const NAME_MAX = 200;

function classNameOf(classification: Plain): string | null {
  const { name, names } = classification;
  const spoken = Array.isArray(names) ? names.map(text).filter(Boolean).join(': ') : text(name);
  return spoken === '' ? null : cut(spoken, NAME_MAX);
}

/** As three numbers, or as QuPath up to 0.3 packed them into one. */
function rgbOf(value: unknown): Rgb | null {
  if (typeof value === 'number' && Number.isInteger(value)) return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
  if (!Array.isArray(value) || value.length < 3) return null;
  const [red, green, blue]: unknown[] = value;
  const isShade = (one: unknown): one is number => typeof one === 'number' && one >= 0 && one <= 255;
  return isShade(red) && isShade(green) && isShade(blue) ? [Math.round(red), Math.round(green), Math.round(blue)] : null;
}

const hasMembers = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** Never throws: what is not as QuPath writes it is as if it were not there. */
export function wordsOf(properties: Plain): ShapeWords {
  const classification = plain(properties.classification);
  const metadata = plain(properties.metadata);
  const [name, description] = [text(properties.name), text(metadata[DESCRIPTION_KEY])];
  const created = Date.parse(text(metadata[CREATED_KEY]));
  return {
    label: cut(name, LABEL_MAX),
    note: cut(description, NOTE_MAX),
    className: classNameOf(classification),
    rgb: rgbOf(properties.color) ?? rgbOf(classification.color ?? classification.colorRGB),
    isLocked: properties.isLocked === true,
    author: cut(text(metadata[AUTHOR_KEY]), NAME_MAX) || null,
    createdAt: Number.isFinite(created) && created >= 0 ? created : null,
    isCut: name.length > LABEL_MAX || description.length > NOTE_MAX,
    hasMeasurements: hasMembers(properties.measurements),
    objectType: text(properties.objectType ?? properties.object_type ?? properties.type) || null,
  };
}
