import { type CaseSummary, mayManage, mayOpenSession, type SlideSummary } from '@parfocal/shared/api';
import type { SessionKind } from '@parfocal/shared/protocol';
import { readonly, ref } from 'vue';
import { useRouter } from 'vue-router';
import { errorCodeOf, openSession } from '@/api';
import { errorText, t } from '@/i18n';
import { useToasts } from '@/ui';

/** Who may open a session, opens it or joins the open one; the others can only join. */
export const canEnter = ({ role, session }: CaseSummary): boolean => session !== null || mayOpenSession(role);

/** A rejected slide is opened by who manages the case, to decide about it; a damaged one by nobody. */
export const canOpen = ({ role }: Pick<CaseSummary, 'role'>, { state, verdict }: SlideSummary): boolean => state === 'ready' && (verdict !== 'rejected' || mayManage(role));

/** What is shown unasked: a slide to read; one that waits for a rescan only where there is no other. */
export function firstToRead(summary: Pick<CaseSummary, 'role' | 'slides'>): SlideSummary | undefined {
  const open = summary.slides.filter((slide) => canOpen(summary, slide));
  return open.find(({ verdict }) => verdict !== 'rejected') ?? open[0] ?? summary.slides[0];
}

/** Into a case's session, at a slide. `entering` is the slide's id while the way is being opened. */
export function useEntering() {
  const router = useRouter();
  const toasts = useToasts();
  const entering = ref<string | null>(null);

  /** `kind`: of a session that is opened by this. */
  async function enter(summary: CaseSummary, slideId: string, kind?: SessionKind): Promise<void> {
    if (entering.value) return;
    entering.value = slideId;
    try {
      const sessionId = mayOpenSession(summary.role) || !summary.session ? (await openSession(summary.id, slideId, kind)).id : summary.session.id;
      await router.push({ name: 'session', params: { sessionId }, query: { slide: slideId } });
    } catch (error) {
      toasts.stop(errorText(errorCodeOf(error)), { label: t('app.retry'), run: () => void enter(summary, slideId, kind) });
    } finally {
      entering.value = null;
    }
  }
  return { entering: readonly(entering), enter };
}
