/** A browser that lets a page choose where sound goes; the devices of `gone` refuse. Returns how to take it back. */
export function mayRoute(gone: ReadonlySet<string> = new Set()): () => void {
  const prototype = HTMLMediaElement.prototype as Partial<HTMLMediaElement>;
  Object.defineProperty(prototype, 'sinkId', { configurable: true, writable: true, value: '' });
  Object.defineProperty(prototype, 'setSinkId', {
    configurable: true,
    async value(this: { sinkId: string }, sinkId: string) {
      if (gone.has(sinkId)) throw new DOMException('', 'NotFoundError');
      this.sinkId = sinkId;
    },
  });
  return () => {
    delete (prototype as { sinkId?: string }).sinkId;
    delete prototype.setSinkId;
  };
}
