import type { EntryFields } from '@parfocal/shared/annotation';
import * as z from 'zod';
import type { Step } from './step';

/** Steps to take back and to do again, the newest last. */
export interface Steps {
  readonly undo: readonly Step[];
  readonly redo: readonly Step[];
}

/** UTF-16 units of all steps of one document in this tab; a browser gives a site about five million. */
const STORED_MAX = 256 * 1024;
/** Documents whose steps are kept. */
const DOCUMENTS_MAX = 8;
const PREFIX = 'parfocal:undo:';
const INDEX = 'parfocal:undo';

const Fields = z.record(z.string(), z.unknown()).nullable() as z.ZodType<EntryFields | null>;
const StepsStored = z.array(z.array(z.object({ entry: z.string(), before: Fields, after: Fields })));
const Stored = z.object({ undo: StepsStored, redo: StepsStored });

/** Where this tab keeps what can be taken back, so that a reload does not lose it. A browser that denies storage keeps nothing. */
export class StepStore {
  private readonly key: string;

  /** `name`: of the document and the person. */
  constructor(
    name: string,
    private readonly storage: Storage | undefined = storageOf(),
  ) {
    this.key = PREFIX + name;
  }

  read(): Steps {
    try {
      return Stored.parse(JSON.parse(this.storage?.getItem(this.key) ?? ''));
    } catch {
      return { undo: [], redo: [] }; // nothing there, or nothing of ours
    }
  }

  /** Keeps the newest steps, as many as there is room for. */
  write({ undo, redo }: Steps): void {
    const [kept, left] = newest(undo, STORED_MAX);
    const [again] = newest(redo, left);
    try {
      this.forgetOthers();
      this.storage?.setItem(this.key, `{"undo":[${kept.join()}],"redo":[${again.join()}]}`);
    } catch {
      this.storage?.removeItem(this.key); // no room: steps live as long as the page
    }
  }

  private forgetOthers(): void {
    if (!this.storage) return;
    const known = (this.storage.getItem(INDEX) ?? '').split('\n').filter((key) => key && key !== this.key);
    for (const key of known.splice(0, Math.max(0, known.length + 1 - DOCUMENTS_MAX))) this.storage.removeItem(key);
    this.storage.setItem(INDEX, [...known, this.key].join('\n'));
  }
}

/** As JSON, in their order; and how much room is left. A step that is too large hides those before it. */
function newest(steps: readonly Step[], roomFor: number): [kept: string[], left: number] {
  const kept: string[] = [];
  let left = roomFor;
  for (const step of [...steps].reverse()) {
    if (step.length > left / 64) break;
    const json = JSON.stringify(step);
    if (json.length > left) break;
    kept.unshift(json);
    left -= json.length + 1;
  }
  return [kept, left];
}

function storageOf(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined; // denied by the browser
  }
}
