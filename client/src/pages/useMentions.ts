import type { MentionTold } from '@parfocal/shared/protocol';
import { onScopeDispose } from 'vue';
import { useMentionsOfMe } from '@/features/mentions';
import type { SessionSlides } from '@/features/session';
import { t } from '@/i18n';
import { useToasts } from '@/ui';
import { command, type SessionSocket } from '@/wire';
import type { Layers } from '@/features/annotations';
import type { useGoTo } from './useGoTo';

interface Collaborators {
  socket: SessionSocket;
  slides: SessionSlides;
  layers: Layers;
  nameOf: (personId: string) => string | undefined;
  goTo: ReturnType<typeof useGoTo>;
}

/** Calls colleagues who are in the session to a thread, and hears when this person is called. */
export function useMentions({ socket, slides, layers, nameOf, goTo }: Collaborators) {
  const toasts = useToasts();
  const mentionsOfMe = useMentionsOfMe();
  const onTold = ({ from, place }: MentionTold): void => {
    // It is on record as well, to be marked as read once it is shown.
    void mentionsOfMe.load();
    const slide = slides.record.value?.slides.find(({ id }) => id === place.slideId)?.name ?? '';
    toasts.say(t('threads.called', { name: nameOf(from) ?? t('threads.someone'), slide }), { label: t('threads.show'), run: () => goTo(place) });
  };
  socket.on('mention:told', onTold);
  onScopeDispose(() => socket.off('mention:told', onTold));

  return {
    /** Those who may see it: nobody is called to what is private or hidden. */
    call(annotation: string, people: readonly string[]): void {
      const slideId = slides.slide.value?.id;
      const found = layers.annotations.annotations.value.find(({ id }) => id === annotation);
      const layer = found && layers.layerOf(found);
      if (!slideId || !layer || !/^(case|session~)/.test(layer)) return;
      // What was written is kept anyway; the call may be lost with the line.
      void command(socket, 'mention:tell', { place: { slideId, view: null, mark: { id: annotation, layer } }, people: [...people] });
    },
  };
}
