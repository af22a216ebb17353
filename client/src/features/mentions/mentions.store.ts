import type { Mention } from '@parfocal/shared/api';
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { markMentionsRead, mentions as askMentions } from '@/api';

/** The comments that call the person who is signed in, the newest first. */
export const useMentionsOfMe = defineStore('mentions', () => {
  const mentions = shallowRef<readonly Mention[]>([]);
  let newest = 0;

  /** What is known stays where the server does not answer: the list is looked at again and again. */
  async function load(): Promise<void> {
    const turn = ++newest;
    const found = await askMentions().catch(() => undefined);
    if (found && turn === newest) mentions.value = found;
  }

  /** The person was shown the talk about these annotations. Nothing is asked where nothing was new. */
  async function markRead(annotations: readonly string[]): Promise<void> {
    const isNews = ({ annotation, isRead }: Mention): boolean => !isRead && annotations.includes(annotation);
    const news = [...new Set(mentions.value.filter(isNews).map(({ annotation }) => annotation))];
    if (news.length === 0) return;
    newest++;
    mentions.value = mentions.value.map((one) => (isNews(one) ? { ...one, isRead: true } : one));
    // Unread again, should the server not have heard of it.
    await markMentionsRead(news).catch(load);
  }

  return {
    mentions,
    unread: computed(() => mentions.value.filter(({ isRead }) => !isRead)),
    load,
    markRead,
    /** For the next person at this browser. */
    clear(): void {
      newest++;
      mentions.value = [];
    },
  };
});
