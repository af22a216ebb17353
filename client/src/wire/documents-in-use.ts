import { shallowReactive } from 'vue';

/** How often this page has which documents open, and as whom. Reactive. */
class DocumentsInUse {
  private readonly counts = shallowReactive(new Map<string, number>());

  /** By path, of one person. */
  of(personId: string): ReadonlyMap<string, number> {
    const prefix = `${personId}/`;
    return new Map([...this.counts].filter(([key]) => key.startsWith(prefix)).map(([key, count]) => [key.slice(prefix.length), count]));
  }

  /** Returns how to give it back. */
  take(personId: string, path: string): () => void {
    const key = `${personId}/${path}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    return () => {
      const left = (this.counts.get(key) ?? 1) - 1;
      if (left > 0) this.counts.set(key, left);
      else this.counts.delete(key);
    };
  }
}

export const documentsInUse = new DocumentsInUse();
