import { type DocumentLayer, type LayerKind, layerParts } from '@parfocal/shared/protocol';
import type { Component } from 'vue';
import type { MessageKey } from '@/i18n';
import { IconHidden, IconLock, IconPeople, IconSpeaking, IconThread, IconWatch } from '@/ui';

/** What a layer is to this person: one of the kinds, one of an earlier session, or one that was hidden and is revealed. */
export type LayerStanding = LayerKind | 'pastSession' | 'revealed' | 'revealedOf';

export function standingOf(layer: DocumentLayer, { personId, sessionId }: { personId: string; sessionId: string }, isOwnRevealed: boolean): LayerStanding {
  const { kind, id } = layerParts(layer);
  if (kind === 'session' && id !== sessionId) return 'pastSession';
  if (kind !== 'hidden') return kind;
  if (id !== personId) return 'revealedOf';
  return isOwnRevealed ? 'revealed' : 'hidden';
}

export const LAYER_ICONS: Readonly<Record<LayerStanding, Component>> = {
  case: IconPeople, session: IconSpeaking, pastSession: IconThread, private: IconLock, hidden: IconHidden, revealed: IconWatch, revealedOf: IconWatch,
};

/** What to know before drawing into it. Nobody draws into what somebody else revealed. */
export const LAYER_HINTS: Readonly<Partial<Record<LayerStanding, MessageKey>>> = {
  case: 'layers.caseHint', session: 'layers.sessionHint', private: 'layers.privateHint', hidden: 'layers.hiddenHint', revealed: 'layers.revealedHint',
};
