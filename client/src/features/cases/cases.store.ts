import { type CaseCreate, type CaseRole, type CaseSummary } from '@parfocal/shared/api';
import { type ErrorCode } from '@parfocal/shared/protocol';
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { cases as askCases, createCase, errorCodeOf, putMember, removeMember, removeSlide as askToRemove, renameSlide } from '@/api';
import { inOrder } from './choose-cases';

/** The cases of the person who is signed in. `undefined` until they were loaded once. */
export const useCases = defineStore('cases', () => {
  const cases = shallowRef<readonly CaseSummary[]>();
  /** Why the last load failed. Cases loaded before stay. */
  const trouble = shallowRef<ErrorCode | null>(null);
  let newest = 0;

  /** An answer that was overtaken by a newer question is dropped. */
  async function load(): Promise<void> {
    const turn = ++newest;
    try {
      const answer = await askCases();
      if (turn !== newest) return;
      cases.value = inOrder(answer);
      trouble.value = null;
    } catch (error) {
      if (turn === newest) trouble.value = errorCodeOf(error);
    }
  }

  /** Puts one case as it is now into the list, and makes any list under way stale. */
  function keep(changed: CaseSummary): void {
    newest++;
    cases.value = inOrder([changed, ...(cases.value ?? []).filter(({ id }) => id !== changed.id)]);
  }

  async function create(body: CaseCreate): Promise<CaseSummary> {
    const created = await createCase(body);
    keep(created);
    return created;
  }

  const setMember = async (caseId: string, personId: string, role: CaseRole): Promise<void> => keep(await putMember(caseId, personId, role));

  /** What a slide is called from now on, in every case that has it. */
  async function removeSlide(caseId: string, slideId: string): Promise<void> {
    await askToRemove(caseId, slideId);
    newest++;
    cases.value = cases.value?.map((one) => (one.id === caseId ? { ...one, slides: one.slides.filter(({ id }) => id !== slideId) } : one));
  }

  async function rename(caseId: string, slideId: string, name: string): Promise<void> {
    const renamed = await renameSlide(caseId, slideId, name);
    newest++;
    cases.value = cases.value?.map((one) => ({ ...one, slides: one.slides.map((slide) => (slide.id === slideId ? renamed : slide)) }));
  }

  /** The whole list is asked again: who removes himself has one case less. */
  async function dropMember(caseId: string, personId: string): Promise<void> {
    await removeMember(caseId, personId);
    await load();
  }

  /** For the next person at this browser. */
  function clear(): void {
    newest++;
    cases.value = undefined;
    trouble.value = null;
  }

  return { cases, trouble, load, create, setMember, rename, removeSlide, dropMember, clear };
});
