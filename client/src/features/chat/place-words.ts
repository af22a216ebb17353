import type { SlideSummary } from '@parfocal/shared/api';
import type { ChatMessage } from '@parfocal/shared/protocol';
import { t } from '@/i18n';

/** What the place of a message is called, where it has one. */
export function placeWords({ place }: ChatMessage, slides: readonly SlideSummary[]): string | undefined {
  if (!place) return undefined;
  const slide = slides.find(({ id }) => id === place.slideId)?.name ?? t('chat.goneSlide');
  return t(place.mark ? 'chat.toMark' : 'chat.toView', { slide });
}
