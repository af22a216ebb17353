import * as Y from 'yjs';
import { step2Frame, updateFrame } from './frames.js';
import { statePieces } from './state-pieces.js';
import { Turns } from './turns.js';

/** Updates kept behind a cached answer before it is made anew: about two seconds of busy drawing. */
const TAIL_MAX = 64;
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
    if (this.answers.size > 0) this.tail.push(frame);
    if (this.tail.length > TAIL_MAX) this.forgetAnswers();
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
    const key = Buffer.from(stateVector).toString('latin1');
    let answer = this.answers.get(key);
    if (!answer) {
      const pieces = [...statePieces(this.document, stateVector)];
      answer = { frames: pieces.map((piece, i) => (i < pieces.length - 1 ? updateFrame(piece) : step2Frame(piece))), tailFrom: this.tail.length };
      if (this.answers.size >= ANSWERS_MAX) this.answers.delete(this.answers.keys().next().value!);
      this.answers.set(key, answer);
    }
    return [...answer.frames, ...this.tail.slice(answer.tailFrom)];
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
