import { Tag } from './dicom-tags.js';
import { uidOf } from './file-meta.js';
import type { DicomElement } from './walk-elements.js';

/** Character sets that scanners use (PS3.3 C.12.1.1.2); others are read as Latin 1, and only names of makers and channels suffer. */
const CHARACTER_SETS: Readonly<Record<string, string>> = { 'ISO_IR 192': 'utf-8', GB18030: 'gb18030', GBK: 'gbk', 'ISO_IR 13': 'shift_jis', 'ISO_IR 101': 'latin2', 'ISO_IR 144': 'iso-8859-5' };

/** The elements of one data set, or of one item of a sequence, that were worth keeping. */
export class DicomDataSet {
  private readonly values = new Map<number, Buffer>();
  private readonly sequences = new Map<number, DicomDataSet[]>();
  private readonly places = new Map<number, DicomElement>();

  keepValue(tag: number, value: Buffer): void {
    this.values.set(tag, value);
  }

  keepPlace(element: DicomElement): void {
    this.places.set(element.tag, element);
  }

  addItem(tag: number): DicomDataSet {
    const item = new DicomDataSet();
    const items = this.sequences.get(tag);
    if (items) items.push(item);
    else this.sequences.set(tag, [item]);
    return item;
  }

  /** Where an element lies that is read later. */
  place(tag: number): DicomElement | undefined {
    return this.places.get(tag);
  }

  items(tag: number): readonly DicomDataSet[] {
    return this.sequences.get(tag) ?? [];
  }

  /** UI, CS and other text of the basic repertoire; empty where absent. */
  code(tag: number): string {
    return this.codes(tag)[0] ?? '';
  }

  codes(tag: number): readonly string[] {
    const value = this.values.get(tag);
    return value ? uidOf(value).split('\\').map((part) => part.trim()) : [];
  }

  /** Text in the character set of the file. */
  text(tag: number, characterSet: string): string {
    const value = this.values.get(tag);
    return value ? new TextDecoder(CHARACTER_SETS[characterSet] ?? 'latin1').decode(value).replace(/[\0 ]+$/, '') : '';
  }

  /** US or UL (SL where not negative), told apart by length as implicit VR needs. */
  integer(tag: number): number | undefined {
    const value = this.values.get(tag);
    if (value?.length === 2) return value.readUInt16LE(0);
    return value && value.length >= 4 ? value.readUInt32LE(0) : undefined;
  }

  /** DS or IS: decimal text, several of them apart by backslashes. Not a number where it is none. */
  decimals(tag: number): readonly number[] {
    return this.codes(tag).map((text) => (text === '' ? NaN : Number(text)));
  }

  /** FL or FD. */
  float(tag: number): number | undefined {
    const value = this.values.get(tag);
    if (value?.length === 4) return value.readFloatLE(0);
    return value?.length === 8 ? value.readDoubleLE(0) : undefined;
  }

  get characterSet(): string {
    const names = this.codes(Tag.SpecificCharacterSet);
    return names.find((name) => name !== '') ?? '';
  }
}
