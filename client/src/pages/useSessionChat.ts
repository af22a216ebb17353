import type { Annotation } from '@parfocal/shared/annotation';
import type { SlideDetail } from '@parfocal/shared/api';
import type { Place } from '@parfocal/shared/protocol';
import { computed, type Ref, watch } from 'vue';
import { type Attachment, useChat } from '@/features/chat';
import { t } from '@/i18n';
import { useToasts } from '@/ui';
import type { SlideViewer } from '@/viewer';
import type { SessionSocket } from '@/wire';

/** So much of a message is told while the panel is closed. */
const TOLD_CHARACTERS = 120;

interface Collaborators {
  socket: SessionSocket;
  sessionId: string;
  personId: string;
  viewer: SlideViewer;
  slide: Ref<SlideDetail | undefined>;
  selected: Ref<Annotation | undefined>;
  /** The layer that an annotation is on. */
  layerOf: (annotation: Annotation) => string;
  nameOf: (personId: string) => string | undefined;
  /** While the panel is there, its tab counts what is unread, and nothing else disturbs. */
  isPanelOpen: Ref<boolean>;
  show: () => void;
}

/** The chat, with the view and the annotation that a message may carry. */
export function useSessionChat({ socket, sessionId, personId, viewer, slide, selected, layerOf, nameOf, isPanelOpen, show }: Collaborators) {
  const toasts = useToasts();
  const chat = useChat({ socket, personId, sessionId });

  const placeOf = (attachment: Attachment): Place | null => {
    const view = viewer.view();
    if (!slide.value || !view || attachment === null) return null;
    const { x, y, resolution, rotation } = view;
    if (attachment === 'view') return { slideId: slide.value.id, view: { x, y, resolution, rotation }, mark: null };
    return selected.value ? { slideId: slide.value.id, view: null, mark: { id: selected.value.id, layer: layerOf(selected.value) } } : null;
  };
  watch(chat.news, (message) => {
    if (!message || isPanelOpen.value) return;
    const text = message.text.length > TOLD_CHARACTERS ? `${message.text.slice(0, TOLD_CHARACTERS)}…` : message.text;
    toasts.say(t('chat.news', { name: nameOf(message.personId) ?? t('chat.someone'), text }), { label: t('chat.open'), run: show });
  });

  return {
    ...chat,
    canAttachView: computed(() => slide.value !== undefined),
    canAttachMark: computed(() => selected.value !== undefined),
    sayWith: (text: string, attachment: Attachment): void => chat.say(text, placeOf(attachment)),
  };
}
