import * as Y from 'yjs';
import { step2Frame, updateFrame } from './frames.js';
import { isLarge, statePieces } from './state-pieces.js';
import { Turns } from './turns.js';

/** Updates kept behind a cached answer before it is made anew: about two seconds of busy drawing, and more where the answer is large. */
const TAIL_MAX = 64;
const TAIL_MAX_A_FRAME = 8;
/** State vectors whose answer is kept: newcomers share one, and after a restart nearly everyone else does. */
const ANSWERS_MAX = 4;

interface Answer {
  /** Updates, and the step 2 that says that this is all. */
  readonly frames: readonly Uint8Array[];
  /** Index in the tail from which on it lacks something. */
  readonly tailFrom: number;
}

/**
 * The document as it is on disk, and so as anyone may see it.
 *
 * A hundred people who join at once are answered with the same bytes: the answer to a state vector is encoded once,
 * and what came since follows as the updates it came in.
 */
export class PublicDocument {
  readonly document = new Y.Doc();
  private answers = new Map<string, Answer>();
  private tail: Uint8Array[] = [];
  /** Answers in the making, one after the other. */
  private readonly preparing = new Map<string, Promise<void>>();
  private line: Promise<void> = Promise.resolve();

  /** @throws Error if the updates do not make a whole document */
  constructor(updates: readonly Uint8Array[]) {
    this.document.transact(() => {
      for (const update of updates) Y.applyUpdate(this.document, update);
    });
    this.requireWhole();
  }

  /** The same, letting others in between. @throws Error if the updates do not make a whole document */
  static async read(updates: readonly Uint8Array[]): Promise<PublicDocument> {
    const shown = new PublicDocument([]);
    const turns = new Turns();
    for (const update of updates) {
      Y.applyUpdate(shown.document, update);
      await turns.next();
    }
    shown.requireWhole();
    return shown;
  }

  /** Takes in what is on disk now; returns the frame that tells everyone. */
  add(update: Uint8Array): Uint8Array {
    Y.applyUpdate(this.document, update);
    const frame = updateFrame(update);
    if (this.answers.size + this.preparing.size > 0) this.tail.push(frame);
    if (this.tail.length > this.tailMax) this.forgetAnswers();
    return frame;
  }

  get stateVector(): Uint8Array {
    return Y.encodeStateVector(this.document);
  }

  /**
   * The frames that bring someone with this state up to date: of a large document parts as updates, the step 2 with the
   * rest, and what came since. Throws on bytes that are no state vector.
   */
  answer(stateVector: Uint8Array): readonly Uint8Array[] {
    const key = keyOf(stateVector);
    let answer = this.answers.get(key);
    if (!answer) {
      answer = { frames: framesOf([...statePieces(this.document, stateVector)]), tailFrom: this.tail.length };
      this.keep(key, answer);
    }
    return [...answer.frames, ...this.tail.slice(answer.tailFrom)];
  }

  /** Where the answer would hold up everyone else, makes it in turns first. Throws on bytes that are no state vector. */
  prepare(stateVector: Uint8Array): Promise<void> | undefined {
    const key = keyOf(stateVector);
    if (this.answers.has(key) || !isLarge(this.document)) return undefined;
    Y.decodeStateVector(stateVector);
    const underway = this.preparing.get(key);
    if (underway) return underway;
    const work = this.line.then(() => this.encode(key, stateVector)).finally(() => this.preparing.delete(key));
    this.line = work.catch(() => undefined);
    this.preparing.set(key, work);
    return work;
  }

  private async encode(key: string, stateVector: Uint8Array): Promise<void> {
    const { tail } = this;
    const tailFrom = tail.length;
    const pieces: Uint8Array[] = [];
    const turns = new Turns();
    for (const piece of statePieces(this.document, stateVector)) {
      pieces.push(piece);
      await turns.next();
    }
    // What came meanwhile stands before the deletions, which may speak of it. After too much of it, the next one tries again.
    if (this.tail !== tail) return;
    const [rest, since] = [pieces.pop()!, tail.slice(tailFrom)];
    this.keep(key, { frames: [...pieces.map(updateFrame), ...since, step2Frame(rest)], tailFrom: tail.length });
  }

  private keep(key: string, answer: Answer): void {
    if (this.answers.size >= ANSWERS_MAX) this.answers.delete(this.answers.keys().next().value!);
    this.answers.set(key, answer);
  }

  private get tailMax(): number {
    let frames = 0;
    for (const answer of this.answers.values()) frames = Math.max(frames, answer.frames.length);
    return TAIL_MAX + TAIL_MAX_A_FRAME * frames;
  }

  private requireWhole(): void {
    const { pendingStructs, pendingDs } = this.document.store;
    if (pendingStructs || pendingDs) throw new Error('the log has gaps');
  }

  private forgetAnswers(): void {
    this.answers = new Map();
    this.tail = [];
  }
}

const keyOf = (stateVector: Uint8Array): string => Buffer.from(stateVector).toString('latin1');

/** Updates, and last the step 2 which says that this is all. */
const framesOf = (pieces: readonly Uint8Array[]): Uint8Array[] => pieces.map((piece, i) => (i < pieces.length - 1 ? updateFrame(piece) : step2Frame(piece)));
