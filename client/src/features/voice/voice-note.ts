import type { ErrorCode, VoiceMuted } from '@parfocal/shared/protocol';
import type { MessageKey } from '@/i18n';
import type { Imposed } from './room-facts';
import type { VoicePhase } from './call-state';
import type { BeingHeard } from './useBeingHeard';
import type { MicrophoneTrouble } from './useMicrophone';

/** What the person should know of voice now and cannot see otherwise. `warn` wants something done. */
export type VoiceNote =
  | { readonly tone: 'plain' | 'warn'; readonly key: MessageKey; readonly words?: Record<string, string> }
  | { readonly tone: 'warn'; readonly error: ErrorCode };

interface Standing {
  readonly phase: VoicePhase;
  readonly maySpeak: boolean;
  readonly shaky: boolean;
  readonly soundBlocked: boolean;
  readonly trouble: MicrophoneTrouble | undefined;
  readonly fellBack: boolean;
  readonly loudspeakerFellBack?: boolean;
  readonly imposed?: Imposed | undefined;
  readonly heard?: BeingHeard;
  nameOf?(peerId: string): string | undefined;
}

const MUTED: Record<VoiceMuted['reason'], MessageKey> = {
  host: 'voice.mutedByHost', noise: 'voice.mutedForNoise', echo: 'voice.mutedForEcho', everyone: 'voice.mutedEveryone',
};

export const TROUBLES: Record<MicrophoneTrouble, MessageKey> = {
  denied: 'voice.denied', missing: 'voice.noMicrophone', busy: 'voice.busy', insecure: 'voice.insecure',
};

/** The most urgent first; one at a time. */
export function voiceNote({ phase, maySpeak, shaky, soundBlocked, trouble, fellBack, loudspeakerFellBack = false, imposed, heard, nameOf }: Standing): VoiceNote | undefined {
  if (phase.kind === 'failed') return phase.trouble === 'unsupported' ? { tone: 'warn', key: 'voice.unsupported' } : { tone: 'warn', error: phase.trouble };
  if (phase.kind === 'joining') return phase.again ? { tone: 'plain', key: 'voice.reconnecting' } : undefined;
  if (phase.kind !== 'joined') return undefined;
  if (soundBlocked) return { tone: 'warn', key: 'voice.playBlocked' };
  if (shaky) return { tone: 'plain', key: 'voice.reconnecting' };
  if (trouble && maySpeak) return { tone: 'warn', key: TROUBLES[trouble] };
  if (imposed?.kind === 'crowd') return { tone: 'plain', key: 'voice.mutedCrowd' };
  if (imposed) return { tone: 'warn', key: MUTED[imposed.reason], words: { name: nameOf?.(imposed.by) ?? '' } };
  if (heard === 'unheard') return { tone: 'warn', key: 'voice.unheard' };
  if (heard === 'waiting') return { tone: 'plain', key: 'voice.waitingToBeHeard' };
  if (fellBack) return { tone: 'plain', key: 'voice.fellBack' };
  return loudspeakerFellBack ? { tone: 'plain', key: 'voice.loudspeakerFellBack' } : undefined;
}
