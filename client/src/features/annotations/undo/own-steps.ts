import { annotationsOf, entryChanges } from '@parfocal/shared/annotation';
import type * as Y from 'yjs';
import { applyStep, remembered, reversed, type Step } from './step';
import type { StepStore } from './step-store';

/** Steps that can be taken back. */
const STEPS_MAX = 200;

interface Collaborators {
  document: Y.Doc;
  personId: string;
  /** Of transactions whose changes are this person's own, made in this tab. */
  origin: unknown;
  store: StepStore;
  onChange: () => void;
}

/**
 * What this person did to a document in this tab, to be taken back and done again: recorded from the document's own
 * events, one step a transaction, and applied only where everything still is as the step left it. So it survives a
 * reload, and no undo ever touches a colleague's annotation.
 */
export class OwnSteps {
  private readonly root;
  private undoable: Step[];
  private redoable: Step[];
  /** Changes made by undoing are no new steps. */
  private readonly undoing = { is: 'undo' };

  constructor(private readonly with_: Collaborators) {
    const { undo, redo } = with_.store.read();
    [this.undoable, this.redoable] = [[...undo], [...redo]];
    this.root = annotationsOf(with_.document);
    this.root.observeDeep(this.listen);
  }

  get canUndo(): boolean {
    return this.undoable.length > 0;
  }

  get canRedo(): boolean {
    return this.redoable.length > 0;
  }

  /** Takes back the newest step. `false` if some of it could not be: it was changed since, elsewhere. */
  undo(): boolean {
    return this.move(this.undoable, this.redoable);
  }

  redo(): boolean {
    return this.move(this.redoable, this.undoable);
  }

  dispose(): void {
    this.root.unobserveDeep(this.listen);
  }

  private readonly listen = (events: Y.YEvent<Y.AbstractType<unknown>>[], { origin }: Y.Transaction): void => {
    if (origin !== this.with_.origin) return;
    const step = entryChanges(this.root, events).map(remembered).filter(({ before, after }) => !before || !after || Object.keys(after).length > 0);
    if (step.length === 0) return;
    this.undoable.push(step);
    if (this.undoable.length > STEPS_MAX) this.undoable.shift();
    this.redoable = [];
    this.keep();
  };

  /** Both lists hold what was done last; to take that back is itself something that can be taken back. */
  private move(from: Step[], to: Step[]): boolean {
    const step = from.at(-1);
    // Nothing is there yet: the document is still on its way.
    if (!step || (this.root.size === 0 && step.every(({ after }) => after))) return true;
    from.pop();
    const wanted = reversed(step);
    const done = applyStep(this.with_.document, wanted, this.with_.personId, this.undoing);
    if (done.length > 0) to.push(done);
    this.keep();
    return done.length === wanted.length && done.every(({ after }, i) => Object.keys(after ?? {}).length === Object.keys(wanted[i]!.after ?? {}).length);
  }

  private keep(): void {
    this.with_.store.write({ undo: this.undoable, redo: this.redoable });
    this.with_.onChange();
  }
}
