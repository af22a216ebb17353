import type { ShareTrouble } from './useShare';
import type { VoiceNote } from './voice-note';

interface Standing {
  readonly trouble: ShareTrouble | undefined;
  readonly endedBy: string | undefined;
  nameOf(peerId: string): string | undefined;
}

/** What the person should know of the picture they wanted to show. */
export function shareNote({ trouble, endedBy, nameOf }: Standing): VoiceNote | undefined {
  if (endedBy !== undefined) return { tone: 'plain', key: 'voice.share.endedBy', words: { name: nameOf(endedBy) ?? '' } };
  if (trouble === undefined) return undefined;
  if (trouble === 'declined') return { tone: 'plain', key: 'voice.share.declined' };
  if (trouble === 'noCamera') return { tone: 'warn', key: 'voice.share.noCamera' };
  if (trouble === 'cameraAway') return { tone: 'warn', key: 'voice.share.cameraAway' };
  return trouble === 'unsupported' ? { tone: 'warn', key: 'voice.share.unsupported' } : { tone: 'warn', error: trouble };
}
