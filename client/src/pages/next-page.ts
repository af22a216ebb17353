/** Where to go after signing in: only ever a path of our own, whatever a link says. */
export function nextPage(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith('/login') ? next : '/cases';
}
