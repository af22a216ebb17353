import * as Y from 'yjs';
import { DomainError } from '../../wire/index.js';
import type { EntryRules } from './entry-rules.js';

/** What an update writes into one entry: every value of every field, also those that other values replace. */
interface Draft {
  readonly id: string;
  readonly rules: EntryRules;
  readonly isNew: boolean;
  readonly values: Map<string, unknown[]>;
}

/**
 * Judges entries before they come to be. Which of several values of a field wins is for Yjs to say, so each of
 * them has to be right together with the rest.
 */
export class Drafts {
  private readonly byEntry = new Map<Y.Item, Draft>();

  constructor(private readonly isDeleted: (entry: Y.Item) => boolean) {}

  begin(entry: Y.Item, id: string, rules: EntryRules): void {
    this.byEntry.set(entry, { id, rules, isNew: true, values: new Map() });
  }

  /** @throws DomainError `document.malformed` for a field that such entries lack or that is fixed */
  write(entry: Y.Item, name: string, content: Y.Item['content'], rules: EntryRules): void {
    if (!rules.fields.has(name)) throw new DomainError('document.malformed', 'unknown field');
    const draft = this.draftOf(entry, rules);
    if (!draft.isNew && rules.fixed.has(name)) throw new DomainError('document.malformed', 'a fixed field');
    const values = draft.values.get(name) ?? [];
    draft.values.set(name, values);
    // Replaced while offline, and already forgotten by its author.
    if (content instanceof Y.ContentDeleted) return;
    // What is absent has a meaning for some fields; what is there has to have one of its own.
    if (!(content instanceof Y.ContentAny) || content.arr.includes(undefined)) throw new DomainError('document.malformed', 'no plain value');
    values.push(...(content.arr as unknown[]));
  }

  /** @throws DomainError `document.malformed`, `document.author` */
  judge(personId: string): void {
    for (const [entry, draft] of this.byEntry) {
      if (this.isDeleted(entry)) continue;
      const { rules } = draft;
      for (const name of rules.fixed) {
        if (draft.isNew && draft.values.get(name)?.length !== 1) throw new DomainError('document.malformed', 'fixed fields are set once');
      }
      const before = draft.isNew ? {} : fieldsOf(entry);
      const last = [...draft.values].flatMap(([name, values]) => (values.length ? [[name, values.at(-1)]] : []));
      const after = { ...before, ...(Object.fromEntries(last) as object), id: draft.id };
      rules.check(after, personId);
      for (const [name, values] of draft.values) for (const value of values.slice(0, -1)) rules.checkReplaced(name, value, after, personId);
    }
  }

  private draftOf(entry: Y.Item, rules: EntryRules): Draft {
    const known = this.byEntry.get(entry);
    if (known) return known;
    const draft = { id: String(entry.parentSub), rules, isNew: false, values: new Map<string, unknown[]>() };
    this.byEntry.set(entry, draft);
    return draft;
  }
}

function fieldsOf({ content }: Y.Item): object {
  return content instanceof Y.ContentType && content.type instanceof Y.Map ? (content.type.toJSON() as object) : {};
}
