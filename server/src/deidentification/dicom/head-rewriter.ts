import type { DicomElement, DicomStep, DicomVisitor } from '../../readers/index.js';
import type { RemovedTexts } from '../removed-texts.js';
import { ACTIONS, SEQUENCES } from './actions.js';
import { ElementWriter, ITEM, ITEM_END, SEQUENCE_END } from './elements.js';
import type { FreshIdentifiers } from './fresh-identifiers.js';
import { Pieces } from './pieces.js';

const PIXEL_DATA = 0x7fe0_0010;
/** What the walker hands out at once; longer values are copied from the old file. */
const READ_BYTES = 16 * 1024;
const TEXTS: ReadonlySet<string> = new Set(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'LT', 'PN', 'SH', 'ST', 'TM', 'UC', 'UI', 'UN', 'UR', 'UT']);

/** How this cleaning calls itself in (0012,0063): by it a second run knows its own. */
export const METHOD = 'Parfocal: PS3.15 Basic Profile, only what shows the image kept';

/** Meets the elements of a data set and writes what it is to be, into `pieces`, up to the pixel data. */
export class HeadRewriter implements DicomVisitor {
  readonly pieces = new Pieces();
  cleared = 0;
  private readonly writer: ElementWriter;
  /** The sequences that are open; `true` where they are written. */
  private readonly open: boolean[] = [];
  private readonly hasItem: boolean[] = [];
  private readonly pending: (readonly [tag: number, bytes: Buffer])[];

  constructor(
    isImplicit: boolean,
    private readonly fresh: FreshIdentifiers,
    private readonly removed: RemovedTexts,
    private readonly kept: string[],
  ) {
    this.writer = new ElementWriter(isImplicit);
    this.pending = statement(this.writer);
  }

  meet(element: DicomElement): DicomStep {
    const { tag, vr, depth } = element;
    if (depth === 0) this.insertBefore(tag);
    if (tag === PIXEL_DATA && depth === 0) return 'stop';
    const isShort = element.lengthBytes !== undefined && element.lengthBytes <= READ_BYTES;
    const action = this.isWritten ? this.actionOf(element) : undefined;
    if (action !== 'keep' && action !== 'uid') this.cleared++;
    const isSequence = vr === 'SQ' || (vr === 'UN' && this.writer.isImplicit && SEQUENCES.has(tag));
    if (isSequence) {
      if (action === 'keep') this.pieces.bytes(this.writer.header(tag, 'SQ', undefined));
      if (action === 'empty') this.pieces.bytes(this.writer.header(tag, 'SQ', 0));
      this.open.push(action === 'keep');
      this.hasItem.push(false);
      return 'enter'; // also into what goes: its texts are proof
    }
    if (element.lengthBytes === undefined) return 'skip'; // an unknown sequence; nothing of it is written
    if (isShort && (action !== undefined || TEXTS.has(vr))) return 'read';
    if (action === 'keep') this.copy(element, element.lengthBytes);
    else if (action !== undefined) this.write(element, action, Buffer.alloc(0));
    return 'skip';
  }

  read(element: DicomElement, value: Buffer): void {
    const action = this.isWritten ? this.actionOf(element) : undefined;
    if (TEXTS.has(element.vr)) (action === 'keep' ? this.kept : this.removedList).push(textOf(value));
    if (action !== undefined) this.write(element, action, value);
    this.removedList.splice(0).forEach((text) => this.removed.add(text));
  }

  item(): void {
    if (!this.isWritten) return;
    if (this.hasItem.at(-1)) this.pieces.bytes(ITEM_END);
    this.hasItem[this.hasItem.length - 1] = true;
    this.pieces.bytes(ITEM);
  }

  leave(): void {
    const wasWritten = this.isWritten;
    const hadItem = this.hasItem.pop();
    this.open.pop();
    if (!wasWritten) return;
    if (hadItem) this.pieces.bytes(ITEM_END);
    this.pieces.bytes(SEQUENCE_END);
  }

  private readonly removedList: string[] = [];

  private get isWritten(): boolean {
    return this.open.every(Boolean);
  }

  private actionOf({ tag, vr }: DicomElement): 'keep' | 'uid' | 'empty' | 'dummy' | undefined {
    // A value of unknown kind in a file that tells kinds may be a sequence in other clothes.
    if (vr === 'UN' && !this.writer.isImplicit) return undefined;
    return ACTIONS.get(tag);
  }

  private write({ tag, vr }: DicomElement, action: 'keep' | 'uid' | 'empty' | 'dummy', value: Buffer): void {
    const { writer, pieces, fresh } = this;
    if (action === 'keep') pieces.bytes(writer.element(tag, vr, Buffer.from(value)));
    else if (action === 'uid') pieces.bytes(writer.text(tag, 'UI', textOf(value).split('\\').map((uid) => fresh.uid(uid)).join('\\')));
    else if (action === 'empty') pieces.bytes(writer.header(tag, vr, 0));
    else pieces.bytes(writer.text(tag, vr, this.dummy(tag, value)));
  }

  private dummy(tag: number, value: Buffer): string {
    return DUMMIES[tag] ?? this.fresh.name(textOf(value));
  }

  private copy({ tag, vr, valueAt }: DicomElement, lengthBytes: number): void {
    this.pieces.bytes(this.writer.header(tag, vr, lengthBytes));
    this.pieces.range({ from: valueAt, to: valueAt + lengthBytes });
  }

  private insertBefore(tag: number): void {
    while (this.pending[0] && this.pending[0][0] < tag) this.pieces.bytes(this.pending.shift()![1]);
  }
}

/** A date before any scanner, and names that are none. */
const DUMMIES: Readonly<Record<number, string>> = {
  0x0008_0023: '19000101',
  0x0008_0033: '000000',
  0x0008_002a: '19000101000000',
  0x0018_1000: 'REMOVED',
};

/** That it was done, and how (PS3.15 E.1.1, step 7; PS3.3 C.7.1.1 and C.12.1). */
function statement(writer: ElementWriter): (readonly [number, Buffer])[] {
  const code = Buffer.concat([
    writer.header(0x0012_0064, 'SQ', undefined), ITEM,
    writer.text(0x0008_0100, 'SH', '113100'), writer.text(0x0008_0102, 'SH', 'DCM'), writer.text(0x0008_0104, 'LO', 'Basic Application Confidentiality Profile'),
    ITEM_END, SEQUENCE_END,
  ]);
  return [
    [0x0012_0062, writer.text(0x0012_0062, 'CS', 'YES')],
    [0x0012_0063, writer.text(0x0012_0063, 'LO', METHOD)],
    [0x0012_0064, code],
    [0x0028_0303, writer.text(0x0028_0303, 'CS', 'REMOVED')],
  ];
}

const textOf = (value: Buffer): string => value.toString('utf8').replace(/[\0 ]+$/, '');

