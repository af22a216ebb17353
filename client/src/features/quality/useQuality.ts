import { type QualityVerdict, QualityDecision, type SlideDetail, type SlideQuality, verdictOf } from '@parfocal/shared/api';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { computed, type Ref, ref, shallowRef, watch } from 'vue';
import { decideQuality, errorCodeOf, slide as askSlide } from '@/api';

interface Collaborators {
  readonly caseId: () => string;
  readonly slideId: () => string;
  /** Asked for whenever it is opened: somebody else may have decided meanwhile. */
  readonly open: Ref<boolean>;
}

/** What quality control found on a slide, and deciding otherwise. */
export function useQuality({ caseId, slideId, open }: Collaborators) {
  const detail = shallowRef<SlideDetail>();
  const trouble = shallowRef<ErrorCode | null>(null);
  const reason = ref('');
  const isReasonMissing = ref(false);
  const deciding = ref<QualityVerdict | null>(null);
  const refusal = shallowRef<ErrorCode | null>(null);
  let newest = 0;

  const quality = computed<SlideQuality | null>(() => detail.value?.quality ?? null);
  const verdict = computed(() => quality.value && verdictOf(quality.value));

  async function load(): Promise<void> {
    const turn = ++newest;
    trouble.value = null;
    try {
      const answer = await askSlide(slideId());
      if (turn === newest) detail.value = answer;
    } catch (error) {
      if (turn === newest) trouble.value = errorCodeOf(error);
    }
  }
  watch(
    [open, slideId],
    ([isOpen, id], [, before]) => {
      if (id !== before) {
        detail.value = undefined;
        reason.value = '';
      }
      isReasonMissing.value = false;
      refusal.value = null;
      if (isOpen) void load();
    },
    { immediate: true },
  );
  watch(reason, () => (isReasonMissing.value = false));

  /** Answers whether it is decided now. What was written stays where it is not. */
  async function decide(as: QualityVerdict): Promise<boolean> {
    const decision = QualityDecision.safeParse({ verdict: as, reason: reason.value });
    isReasonMissing.value = !decision.success;
    if (!decision.success || deciding.value || !detail.value) return false;
    deciding.value = as;
    refusal.value = null;
    try {
      const decided = await decideQuality(caseId(), slideId(), decision.data);
      newest++;
      detail.value = { ...detail.value, quality: decided, verdict: verdictOf(decided) };
      reason.value = '';
      return true;
    } catch (error) {
      refusal.value = errorCodeOf(error);
      return false;
    } finally {
      deciding.value = null;
    }
  }

  return { quality, verdict, trouble, reason, isReasonMissing, deciding, refusal, load, decide };
}
