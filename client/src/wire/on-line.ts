/** Calls when the browser says that there is a network again; returns how to stop it. That there is one does not mean that it leads to the server. */
export function whenOnline(call: () => void): () => void {
  window.addEventListener('online', call);
  return () => window.removeEventListener('online', call);
}
