import { SlideFileError } from '../slide-file-error.js';
import type { ByteWindow } from './byte-window.js';
import { DicomLimit } from './dicom-limits.js';
import { SEQUENCES, Tag, tagName } from './dicom-tags.js';
import { VALUE_REPRESENTATIONS } from './value-representations.js';

/** One data element, by where it lies. */
export interface DicomElement {
  /** Group and element in one number: `0x0028_0010`. */
  readonly tag: number;
  /** Two letters; `UN` where the file is in implicit VR and it is no sequence that this reader knows. */
  readonly vr: string;
  /** Position of the tag. */
  readonly at: number;
  readonly valueAt: number;
  /** `undefined`: up to a delimiter. */
  readonly lengthBytes: number | undefined;
  /** Sequences around it. */
  readonly depth: number;
}

/** What is to happen with an element: pass over it, get its bytes, go into the sequence, or end the walk before its value. */
export type Step = 'skip' | 'read' | 'enter' | 'stop';

/** Told of elements in the order of the file. Nothing in a sequence that is skipped is told. */
export interface ElementVisitor {
  meet(element: DicomElement): Step;
  /** After `read`. The bytes are valid during the call only. */
  read?(element: DicomElement, value: Buffer): void;
  /** An item begins in a sequence that was entered; `depth` is that of the elements in it. */
  item?(depth: number): void;
  /** A sequence that was entered ends; `depth` is that of the sequence. */
  leave?(depth: number): void;
}

interface Container {
  readonly kind: 'set' | 'sequence';
  /** Infinity where a delimiter ends it. */
  readonly endAt: number;
  readonly isImplicit: boolean;
  readonly isSilent: boolean;
}

export interface WalkRange {
  readonly from: number;
  /** Infinity for a sequence of undefined length. */
  readonly to: number;
  readonly isImplicit: boolean;
  /** `sequence`: the range is a sequence's value, its items at the top. */
  readonly kind?: 'set' | 'sequence';
  /** The walk ends before the first element of another group, whose header may be of another kind. */
  readonly group?: number;
}

const UNDEFINED_LENGTH = 0xffff_ffff;
const HEADER_BYTES = 12;

/**
 * Walks the data elements of a little-endian data set (PS3.5 §7) without building anything of them: one loop with a stack of its
 * own, so that nesting costs no call stack, and 100,000 frames of functional groups no objects that stay.
 *
 * dicom-parser stops at VR OV, which extended offset tables have; dcmjs wants the whole file in memory. A slide's head is
 * some kilobytes before gigabytes of pixels.
 *
 * @returns where it stopped: at the end, or at the element for which the visitor said `stop`
 * @throws SlideFileError `slide.damaged`, `slide.truncated`, `slide.too-large`
 */
export async function walkElements(window: ByteWindow, range: WalkRange, visitor: ElementVisitor): Promise<number> {
  const { file } = window;
  const { kind = 'set', isImplicit, to } = range;
  const stack: Container[] = [{ kind, endAt: to, isImplicit, isSilent: false }];
  const depth = (): number => (stack.length + (kind === 'sequence' ? 1 : 0)) >> 1;
  let top = stack[0]!;
  let at = range.from;
  for (let count = 0; ; count++) {
    while (at >= top.endAt) {
      if (at > top.endAt) damaged(at, 'a value that leaves its item');
      if (stack.length === 1) return at;
      top = close(stack, visitor, depth);
    }
    if (count > DicomLimit.elements) throw new SlideFileError('slide.too-large', `more than ${DicomLimit.elements} data elements`);
    if (!window.holds(at, HEADER_BYTES)) await window.moveTo(at, Math.min(HEADER_BYTES, Math.max(8, file.sizeBytes - at)));
    const bytes = window.buffer;
    const o = window.offsetOf(at);
    const tag = bytes.readUInt16LE(o) * 0x1_0000 + bytes.readUInt16LE(o + 2);

    if (tag === Tag.SequenceDelimitation || tag === Tag.ItemDelimitation) {
      const closes = tag === Tag.SequenceDelimitation ? 'sequence' : 'set';
      if (top.kind !== closes || top.endAt !== Infinity) damaged(at, 'a delimiter without its beginning');
      at += 8;
      if (stack.length === 1) return at;
      top = close(stack, visitor, depth);
      continue;
    }
    if (top.kind === 'sequence') {
      if (tag !== Tag.Item) damaged(at, 'a sequence with something else than items');
      const lengthBytes = bytes.readUInt32LE(o + 4);
      if (!top.isSilent) visitor.item?.(depth());
      at += 8;
      top = push(stack, { kind: 'set', endAt: endOf(at, lengthBytes, top, window), isImplicit: top.isImplicit, isSilent: top.isSilent });
      continue;
    }

    if (range.group !== undefined && bytes.readUInt16LE(o) !== range.group) return at;
    const element = readHeader(bytes, o, at, tag, top.isImplicit, depth());
    const step = top.isSilent ? 'skip' : visitor.meet(element);
    if (step === 'stop') return at;
    at = element.valueAt;
    const isUndefined = element.lengthBytes === undefined;
    if (isUndefined || step === 'enter') {
      // UN of undefined length is a sequence in implicit VR, whatever is around it (PS3.5 §6.2.2, note 4).
      if (element.vr !== 'SQ' && element.vr !== 'UN') damaged(at, `${tagName(tag)} of undefined length, which is no sequence`);
      const isImplicit = top.isImplicit || element.vr === 'UN';
      const endAt = endOf(at, element.lengthBytes ?? UNDEFINED_LENGTH, top, window);
      top = push(stack, { kind: 'sequence', endAt, isImplicit, isSilent: step !== 'enter' });
      continue;
    }
    const endAt = endOf(at, element.lengthBytes, top, window);
    if (step === 'read') {
      const lengthBytes = endAt - at;
      if (lengthBytes > DicomLimit.valueBytes) damaged(at, `${tagName(tag)} of ${lengthBytes} bytes`);
      if (!window.holds(at, lengthBytes)) await window.moveTo(at, lengthBytes);
      const from = window.offsetOf(at);
      visitor.read?.(element, window.buffer.subarray(from, from + lengthBytes));
    }
    at = endAt;
  }
}

function readHeader(bytes: Buffer, o: number, at: number, tag: number, isImplicit: boolean, depth: number): DicomElement {
  if (isImplicit) {
    const lengthBytes = bytes.readUInt32LE(o + 4);
    const isSequence = lengthBytes === UNDEFINED_LENGTH || SEQUENCES.has(tag) || tag === Tag.PerFrameFunctionalGroupsSequence;
    return { tag, vr: isSequence && tag !== Tag.PixelData ? 'SQ' : 'UN', at, valueAt: at + 8, lengthBytes: known(lengthBytes), depth };
  }
  const representation = VALUE_REPRESENTATIONS.get(bytes.readUInt16LE(o + 4));
  if (!representation) damaged(at, `${tagName(tag)} with no value representation`);
  const { name, isLong } = representation;
  if (!isLong) return { tag, vr: name, at, valueAt: at + 8, lengthBytes: bytes.readUInt16LE(o + 6), depth };
  if (o + HEADER_BYTES > bytes.length) throw new SlideFileError('slide.truncated', `the file ends inside ${tagName(tag)}`);
  return { tag, vr: name, at, valueAt: at + HEADER_BYTES, lengthBytes: known(bytes.readUInt32LE(o + 8)), depth };
}

const known = (lengthBytes: number): number | undefined => (lengthBytes === UNDEFINED_LENGTH ? undefined : lengthBytes);

/** Checked against what is around it and the file, before anyone believes it. */
function endOf(at: number, lengthBytes: number | undefined, around: Container, { file }: ByteWindow): number {
  if (lengthBytes === undefined || lengthBytes === UNDEFINED_LENGTH) return Infinity;
  file.requireInside(at, lengthBytes);
  if (at + lengthBytes > around.endAt) damaged(at, 'a length that leaves its item');
  return at + lengthBytes;
}

function push(stack: Container[], container: Container): Container {
  if (stack.length > DicomLimit.depth * 2) damaged(0, 'sequences nested too deep');
  stack.push(container);
  return container;
}

function close(stack: Container[], visitor: ElementVisitor, depth: () => number): Container {
  const closed = stack.pop()!;
  if (closed.kind === 'sequence' && !closed.isSilent) visitor.leave?.(depth());
  return stack[stack.length - 1]!;
}

function damaged(at: number, what: string): never {
  throw new SlideFileError('slide.damaged', `at ${at}: ${what}`);
}
