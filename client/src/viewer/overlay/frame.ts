/** The viewer's element and what it puts into it, and takes out of it again. */
export class ViewerFrame {
  /** Where OpenLayers paints. */
  readonly tiles = document.createElement('div');
  private readonly before: { readonly style: string | null; readonly attributes: readonly (readonly [string, string | null])[] };

  constructor(readonly element: HTMLElement, label: string | undefined) {
    const attributes = { role: 'application', tabindex: '0', ...(label === undefined ? {} : { 'aria-label': label }) };
    this.before = { style: element.style.cssText, attributes: Object.keys(attributes).map((name) => [name, element.getAttribute(name)] as const) };
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (getComputedStyle(element).position === 'static') element.style.position = 'relative';
    Object.assign(element.style, { overflow: 'hidden', touchAction: 'none', userSelect: 'none', webkitUserSelect: 'none' });
    Object.assign(this.tiles.style, { position: 'absolute', inset: '0' });
    this.tiles.setAttribute('aria-hidden', 'true');
    element.append(this.tiles);
  }

  set cursor(cursor: string) {
    if (this.element.style.cursor !== cursor) this.element.style.cursor = cursor;
  }

  /** A mirror and a filter of the browser's own, so that tiles are painted as ever. */
  showTiles({ isFlipped, filter }: { readonly isFlipped: boolean; readonly filter: string }): void {
    this.tiles.style.transform = isFlipped ? 'scaleX(-1)' : '';
    this.tiles.style.filter = filter;
  }

  dispose(): void {
    this.tiles.remove();
    this.element.style.cssText = this.before.style ?? '';
    for (const [name, value] of this.before.attributes) {
      if (value === null) this.element.removeAttribute(name);
      else this.element.setAttribute(name, value);
    }
  }
}
