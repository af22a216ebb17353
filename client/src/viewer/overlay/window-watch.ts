/** Tells when an element's size or the screen's density changes. Returns the end of it. */
export function watchWindow(element: HTMLElement, onChange: () => void): () => void {
  const resizing = new ResizeObserver(onChange);
  resizing.observe(element);
  let density: MediaQueryList | undefined;
  const renew = (): void => {
    density?.removeEventListener('change', renewed);
    density = globalThis.matchMedia?.(`(resolution: ${devicePixelRatio}dppx)`);
    density?.addEventListener('change', renewed);
  };
  const renewed = (): void => {
    renew();
    onChange();
  };
  renew();
  return () => {
    resizing.disconnect();
    density?.removeEventListener('change', renewed);
  };
}

/** Whether the person asked the system for little motion. */
export const wantsCalm = (): boolean => globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
