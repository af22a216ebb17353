import { DocumentName, documentPath } from '@parfocal/shared/protocol';

/**
 * Which of a person's copies in this browser hold changes that the server has not. It is remembered beside the copies
 * themselves, so that whichever page comes next as this person can send them.
 */
export class WaitingCopies {
  private readonly key: string;

  constructor(personId: string, private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined = reachable()) {
    this.key = `parfocal:waiting:${personId}`;
  }

  /** Read each time: another tab may have sent some. */
  get names(): DocumentName[] {
    try {
      return DocumentName.array().parse(JSON.parse(this.storage?.getItem(this.key) ?? '[]'));
    } catch {
      return []; // not ours
    }
  }

  note(name: DocumentName, isWaiting: boolean): void {
    const before = this.names;
    const others = before.filter((one) => documentPath(one) !== documentPath(name));
    if (isWaiting === others.length < before.length) return;
    this.write(isWaiting ? [...others, name] : others);
  }

  private write(names: readonly DocumentName[]): void {
    try {
      if (names.length === 0) this.storage?.removeItem(this.key);
      else this.storage?.setItem(this.key, JSON.stringify(names));
    } catch {
      return; // storage full: it is sent once its slide is opened again
    }
  }
}

function reachable(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined; // storage denied
  }
}
