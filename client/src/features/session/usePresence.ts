import { PRESENCE_INTERVAL_MS } from '@parfocal/shared/protocol';
import { onScopeDispose } from 'vue';
import type { SessionSocket } from '@/wire';
import { command } from '@/wire';

interface Collaborators {
  socket: SessionSocket;
  now?: () => number;
}

/** Tells the session whether this tab is hidden, and how long its line takes there and back, which the answer shows. */
export function usePresence({ socket, now = () => performance.now() }: Collaborators): void {
  let delayMs: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = async (): Promise<void> => {
    clearTimeout(timer);
    const isElsewhere = document.visibilityState === 'hidden';
    const sentMs = now();
    const reply = await command(socket, 'presence:tell', { isElsewhere, delayMs });
    // A hidden page is let run late, and what it measures says nothing of the line.
    delayMs = reply.ok && !isElsewhere && document.visibilityState !== 'hidden' ? now() - sentMs : null;
    clearTimeout(timer);
    if (socket.connected) timer = setTimeout(tellAgain, PRESENCE_INTERVAL_MS);
  };
  const tellAgain = (): void => void tell();
  const onLine = (): void => {
    delayMs = null;
    tellAgain();
  };
  const onDrop = (): void => clearTimeout(timer);

  socket.on('session:welcome', onLine);
  socket.on('disconnect', onDrop);
  document.addEventListener('visibilitychange', tellAgain);
  onScopeDispose(() => {
    clearTimeout(timer);
    socket.off('session:welcome', onLine);
    socket.off('disconnect', onDrop);
    document.removeEventListener('visibilitychange', tellAgain);
  });
}
