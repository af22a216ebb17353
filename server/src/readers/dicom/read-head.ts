import { SlideFileError } from '../slide-file-error.js';
import type { ByteWindow } from './byte-window.js';
import { DicomDataSet } from './data-set.js';
import { DicomLimit } from './dicom-limits.js';
import { READ_LATER, SEQUENCES, Tag, VALUES } from './dicom-tags.js';
import type { FileMeta } from './file-meta.js';
import { type TransferSyntax, transferSyntaxOf } from './transfer-syntax.js';
import { type DicomElement, type ElementVisitor, type Step, walkElements } from './walk-elements.js';

/** A file up to its pixels. */
export interface DicomHead {
  readonly syntax: TransferSyntax;
  readonly dataSet: DicomDataSet;
  /** Pixel Data (7FE0,0010), by its place. */
  readonly pixelData: DicomElement;
}

/**
 * Reads what matters of a data set, and stops before its pixels: they are never in memory.
 *
 * @throws SlideFileError
 */
export async function readHead(window: ByteWindow, meta: FileMeta): Promise<DicomHead> {
  const syntax = transferSyntaxOf(meta.transferSyntaxUid);
  const collector = new Collector();
  await walkElements(window, { from: meta.dataSetAt, to: window.file.sizeBytes, isImplicit: syntax.isImplicit }, collector);
  if (!collector.pixelData) throw new SlideFileError('slide.truncated', 'a DICOM image without pixel data');
  return { syntax, dataSet: collector.root, pixelData: collector.pixelData };
}

/** Keeps the elements of `VALUES` in the sequences of `SEQUENCES`, and the places of `READ_LATER`. */
class Collector implements ElementVisitor {
  readonly root = new DicomDataSet();
  pixelData: DicomElement | undefined;
  private readonly sets: DicomDataSet[] = [this.root];
  private readonly tags: number[] = [];
  private items = 0;

  meet(element: DicomElement): Step {
    const { tag, vr, depth } = element;
    if (depth === 0 && tag >= Tag.FloatPixelData) {
      if (tag === Tag.PixelData) this.pixelData = element;
      return 'stop';
    }
    if (vr === 'SQ' && SEQUENCES.has(tag)) {
      this.tags.push(tag);
      return 'enter';
    }
    if (READ_LATER.has(tag)) this.innermost.keepPlace(element);
    return VALUES.has(tag) && element.lengthBytes !== undefined && element.lengthBytes <= DicomLimit.valueBytes ? 'read' : 'skip';
  }

  read({ tag }: DicomElement, value: Buffer): void {
    this.innermost.keepValue(tag, Buffer.from(value));
  }

  item(depth: number): void {
    if (++this.items > DicomLimit.items) throw new SlideFileError('slide.too-large', `more than ${DicomLimit.items} items in the head`);
    this.sets.length = depth;
    this.sets.push(this.innermost.addItem(this.tags[depth - 1] ?? 0));
  }

  leave(depth: number): void {
    this.sets.length = depth + 1;
    this.tags.length = depth;
  }

  private get innermost(): DicomDataSet {
    return this.sets[this.sets.length - 1] ?? this.root;
  }
}
