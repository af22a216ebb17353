import type { Mention } from '@parfocal/shared/api';
import { useRouter } from 'vue-router';
import { viewQuery } from '@/features/links';
import { useMentionsOfMe } from '@/features/mentions';

/** From a mention to the annotation it is about, in the viewer of its case. Whoever goes there has read it. */
export function useMentionWay() {
  const router = useRouter();
  const store = useMentionsOfMe();
  return ({ caseId, slideId, annotation, layer }: Mention): void => {
    void store.markRead([annotation]);
    void router.push({ name: 'view', params: { caseId, slideId }, query: viewQuery({ mark: annotation, layer }) });
  };
}
