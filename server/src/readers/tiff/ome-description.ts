import { believableMpp, believablePower, type PhysicalSize } from './physical-size.js';

/** The parts of an OME-XML block (OME-TIFF 6.0, schema 2016-06) that describe one image. */
export interface OmeImage {
  readonly size: PhysicalSize;
  readonly zPlanes: number;
  readonly channels: number;
  readonly timePoints: number;
}

/** The namespace may have a prefix, and a comment may precede the element. */
export const isOme = (description: string): boolean => /<(?:\w+:)?OME[\s>]/.test(description.slice(0, 4096));

const MICRONS_PER: Readonly<Record<string, number>> = { 'µm': 1, 'μm': 1, um: 1, nm: 1e-3, mm: 1e3, cm: 1e4, m: 1e6 };

/** Finds the `Pixels` of an image of this size; `undefined` where the block has none. A file may describe several images. */
export function parseOmeDescription(description: string, widthPx: number, heightPx: number): OmeImage | undefined {
  for (const { text: pixels, at } of elements(description, 'Pixels')) {
    if (count(pixels, 'SizeX') !== widthPx || count(pixels, 'SizeY') !== heightPx) continue;
    const channel = elements(description.slice(at), 'Channel').next().value;
    // SizeC counts samples; an RGB image is one channel of three.
    const samples = (channel && count(channel.text, 'SamplesPerPixel')) || 1;
    return {
      size: { ...believableMpp(microns(pixels, 'PhysicalSizeX'), microns(pixels, 'PhysicalSizeY')), ...objectiveOf(description, at) },
      zPlanes: count(pixels, 'SizeZ') ?? 1,
      channels: Math.ceil((count(pixels, 'SizeC') ?? 1) / samples),
      timePoints: count(pixels, 'SizeT') ?? 1,
    };
  }
  return undefined;
}

function objectiveOf(description: string, pixelsAt: number): PhysicalSize {
  const before = [...elements(description.slice(0, pixelsAt), 'ObjectiveSettings')].at(-1);
  const wanted = before && attribute(before.text, 'ID');
  const objectives = [...elements(description, 'Objective')];
  const objective = wanted === undefined ? objectives[0] : objectives.find(({ text }) => attribute(text, 'ID') === wanted);
  const power = objective && attribute(objective.text, 'NominalMagnification');
  return power === undefined ? {} : believablePower(Number(power));
}

/** Start tags of an element, in order. By search and not by a parser: the block may be hostile, and is never all read. */
function* elements(xml: string, name: string): Generator<{ text: string; at: number }> {
  const opening = new RegExp(`<(?:\\w{1,32}:)?${name}[\\s/>]`, 'g');
  for (let found = opening.exec(xml); found; found = opening.exec(xml)) {
    const end = xml.indexOf('>', found.index);
    if (end < 0) return;
    yield { text: xml.slice(found.index, end), at: found.index };
  }
}

function attribute(element: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(element);
  return found?.[1] ?? found?.[2];
}

function count(element: string, name: string): number | undefined {
  const value = Number(attribute(element, name));
  return Number.isInteger(value) && value > 0 ? value : undefined;
}

/** A length with its unit; µm where none is given, as the schema has it. */
function microns(element: string, name: string): number | undefined {
  const value = attribute(element, name);
  const factor = MICRONS_PER[attribute(element, `${name}Unit`) ?? 'µm'];
  return value === undefined || factor === undefined ? undefined : Number(value) * factor;
}
