/**
 * A field about the slide that is about to go is left as if by hand, which keeps what was typed into it where it belongs. Fields
 * of the room, such as the chat's, are let be.
 */
export function keepWords(): void {
  const field = document.activeElement;
  if (field instanceof HTMLElement && field.closest('[data-of-slide]')) field.blur();
}
