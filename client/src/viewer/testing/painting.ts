/** jsdom paints nothing: contexts that take every call, a size for every element. Returns how to undo it. */
export function fakePainting(size: { widthPx: number; heightPx: number }): () => void {
  const contextOf = (canvas: HTMLCanvasElement) =>
    new Proxy({ canvas }, { get: (target, name) => (name in target ? Reflect.get(target, name) : name === 'measureText' ? () => ({ width: 0 }) : () => undefined), set: Reflect.set });
  const undo = [
    replaced(HTMLCanvasElement.prototype, 'getContext', { value(this: HTMLCanvasElement) { return contextOf(this); } }),
    replaced(HTMLElement.prototype, 'offsetWidth', { get: () => size.widthPx }),
    replaced(HTMLElement.prototype, 'offsetHeight', { get: () => size.heightPx }),
    replaced(globalThis, 'Path2D', { value: class { moveTo() {} lineTo() {} arc() {} } }),
    replaced(globalThis, 'CanvasRenderingContext2D', { value: class {} }),
    replaced(globalThis, 'fetch', { value: () => new Promise(() => undefined) }),
    replaced(Element.prototype, 'setPointerCapture', { value: () => undefined }),
  ];
  // jsdom computes no border and padding where none is written, and OpenLayers reckons with both.
  const style = document.createElement('style');
  style.textContent = ['left', 'right', 'top', 'bottom'].map((side) => `div { border-${side}-width: 0px; padding-${side}: 0px }`).join('');
  document.head.append(style);
  return () => {
    style.remove();
    undo.forEach((end) => end());
  };
}

function replaced(target: object, name: string, descriptor: PropertyDescriptor): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, ...descriptor });
  return () => {
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  };
}
