import type { Speaker, VoiceMuted, VoiceState } from '@parfocal/shared/protocol';
import type { SessionSocket } from '@/wire';

/** What the server, and the connection to it, tell of voice. */
export interface VoiceFacts {
  state(state: VoiceState): void;
  roster(speakers: readonly Speaker[]): void;
  speaking(peerIds: readonly string[]): void;
  muted(muted: VoiceMuted): void;
  audible(body: { audible: boolean }): void;
  reset(): void;
  connect(): void;
  /** `reason` as socket.io gives it. */
  disconnect(reason: string): void;
}

/** Returns how to stop listening. A socket that is connected already is told as if it had just connected. */
export function listenToVoice(socket: SessionSocket, facts: VoiceFacts): () => void {
  socket.on('voice:state', facts.state);
  socket.on('voice:roster', facts.roster);
  socket.on('voice:speaking', facts.speaking);
  socket.on('voice:muted', facts.muted);
  socket.on('voice:audible', facts.audible);
  socket.on('voice:reset', facts.reset);
  socket.on('connect', facts.connect);
  socket.on('disconnect', facts.disconnect);
  if (socket.connected) facts.connect();
  return () => {
    socket.off('voice:state', facts.state);
    socket.off('voice:roster', facts.roster);
    socket.off('voice:speaking', facts.speaking);
    socket.off('voice:muted', facts.muted);
    socket.off('voice:audible', facts.audible);
    socket.off('voice:reset', facts.reset);
    socket.off('connect', facts.connect);
    socket.off('disconnect', facts.disconnect);
  };
}
