import { computed, watch } from 'vue';
import { t } from '@/i18n';
import type { Session } from '@/features/session';
import { useToasts } from '@/ui';

/** Who sees what this person sees: told to them as it begins, with the way to refuse it. A presenter is followed by everyone and hears nothing. */
export function useFollowers({ session }: { session: Session }) {
  const toasts = useToasts();
  const followers = computed(() => session.others.value.filter(({ following }) => following !== null && following === session.own.value?.peerId));
  let isNew = true;

  watch(followers, (now, before) => {
    const known = new Set(before.map(({ peerId }) => peerId));
    const came = now.filter(({ peerId }) => !known.has(peerId));
    // Those of before one came in, or presented, are no news.
    if (isNew || session.isPresenting.value) isNew = session.phase.value.kind !== 'live';
    else if (came.length === 1) toasts.say(t('session.followsYou', { name: came[0]!.name }), { label: t('session.refuseFollowers'), run: () => void session.allowFollowers(false) });
  });

  return { followers };
}
