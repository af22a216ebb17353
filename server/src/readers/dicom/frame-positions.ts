import { SlideFileError } from '../slide-file-error.js';
import type { SlideFile } from '../slide-file.js';
import { ByteWindow } from './byte-window.js';
import type { DicomInstance } from './dicom-instance.js';
import { Tag } from './dicom-tags.js';
import { uidOf } from './file-meta.js';
import { type DicomElement, type ElementVisitor, type Step, walkElements } from './walk-elements.js';

/** Where the frames of a sparse file belong, by frame. */
export interface FramePositions {
  /** Of the frame's top left pixel in the whole image, from 0. */
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** Microns above the glass; 0 where the file does not say. */
  readonly z: Float64Array;
  /** Index in the list of optical paths. */
  readonly path: Uint16Array;
}

const DECIMAL_BYTES = 16;

/**
 * Streams the per-frame functional groups (PS3.3 C.7.6.16): of each item only the position (C.8.12.6) and the optical path
 * are looked at, and nothing is kept but numbers.
 *
 * @param pathIds identifiers of the optical paths
 * @param into as long as the file has frames; filled
 * @throws SlideFileError `slide.damaged` where frames are without a place, or too few
 */
export async function readFramePositions(file: SlideFile, instance: DicomInstance, pathIds: readonly string[], into: FramePositions): Promise<void> {
  const { dataSet, frames, syntax } = instance;
  const element = dataSet.place(Tag.PerFrameFunctionalGroupsSequence);
  const collector = new PositionCollector(instance, pathIds, into);
  if (element) {
    const to = element.lengthBytes === undefined ? Infinity : element.valueAt + element.lengthBytes;
    await walkElements(new ByteWindow(file), { from: element.valueAt, to, isImplicit: syntax.isImplicit, kind: 'sequence' }, collector);
  }
  // A single frame may be described for all frames together, which is where it is the whole image.
  if (collector.frame + 1 < frames && frames > 1) throw new SlideFileError('slide.damaged', `places for ${collector.frame + 1} of ${frames} frames`);
  collector.countFromZero(frames > 1);
}

class PositionCollector implements ElementVisitor {
  frame = -1;
  private readonly paths: ReadonlyMap<string, number>;

  constructor({ dataSet }: DicomInstance, pathIds: readonly string[], private readonly into: FramePositions) {
    this.paths = new Map(pathIds.map((id, index) => [id, index]));
    const shared = dataSet.items(Tag.SharedFunctionalGroupsSequence)[0]?.items(Tag.OpticalPathIdentificationSequence)[0];
    into.path.fill(this.paths.get(shared?.code(Tag.OpticalPathIdentifier) ?? '') ?? 0);
  }

  item(depth: number): void {
    if (depth === 1 && ++this.frame >= this.into.x.length) throw new SlideFileError('slide.damaged', `places for more than ${this.into.x.length} frames`);
  }

  meet({ tag, vr, depth, lengthBytes }: DicomElement): Step {
    if (depth === 1) return vr === 'SQ' && (tag === Tag.PlanePositionSlideSequence || tag === Tag.OpticalPathIdentificationSequence) ? 'enter' : 'skip';
    if (tag === Tag.ColumnPosition || tag === Tag.RowPosition) return lengthBytes === 4 ? 'read' : 'skip';
    const isText = tag === Tag.OpticalPathIdentifier || tag === Tag.ZOffsetInSlideCoordinateSystem;
    return isText && lengthBytes !== undefined && lengthBytes <= DECIMAL_BYTES ? 'read' : 'skip';
  }

  read({ tag }: DicomElement, value: Buffer): void {
    const { frame, into } = this;
    if (tag === Tag.ColumnPosition) into.x[frame] = value.readInt32LE(0);
    else if (tag === Tag.RowPosition) into.y[frame] = value.readInt32LE(0);
    else if (tag === Tag.ZOffsetInSlideCoordinateSystem) into.z[frame] = Number(uidOf(value)) || 0;
    else into.path[frame] = this.paths.get(uidOf(value).trim()) ?? unknownPath();
  }

  /** Counted from 1 in the file; 0 is what stays where a frame says nothing. */
  countFromZero(isRequired: boolean): void {
    const { x, y } = this.into;
    for (let frame = 0; frame < x.length; frame++) {
      const [column, row] = [x[frame] ?? 0, y[frame] ?? 0];
      if (isRequired && (column < 1 || row < 1)) throw new SlideFileError('slide.damaged', `a frame at column ${column} and row ${row} of pixels that count from 1`);
      x[frame] = Math.max(0, column - 1);
      y[frame] = Math.max(0, row - 1);
    }
  }
}

function unknownPath(): never {
  throw new SlideFileError('slide.damaged', 'a frame of an optical path that is not described');
}
