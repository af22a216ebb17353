import { mount } from '@vue/test-utils';
import { locale } from '@/i18n';
import type { SaveState } from '@/wire';
import SaveStatus from './SaveStatus.vue';

const STATES: [SaveState, tone: string, en: string, zh: string][] = [
  [{ kind: 'loading' }, 'plain', 'Loading annotations', '正在加载标注'],
  [{ kind: 'saved' }, 'saved', 'All changes saved', '已全部保存'],
  [{ kind: 'sending', unsent: 1 }, 'plain', '1 change not sent yet', '1 处更改尚未发送'],
  [{ kind: 'sending', unsent: 3 }, 'plain', '3 changes not sent yet', '3 处更改尚未发送'],
  [{ kind: 'offline', unsent: 0 }, 'warn', 'Offline', '离线'],
  [{ kind: 'offline', unsent: 2 }, 'warn', 'Offline: 2 changes kept here', '离线：2 处更改保存在本机'],
  [{ kind: 'trouble', unsent: 2, code: 'storage.full' }, 'warn', 'Saving is held up; your changes are kept.', '保存暂时受阻，您的更改已保留。'],
  [{ kind: 'closed', unsent: 0, code: 'document.unreadable' }, 'stop', '', ''],
];

describe('SaveStatus', () => {
  afterEach(() => void (locale.value = 'en'));

  it.each(STATES)('says %o', (state, tone, en, zh) => {
    const said = { en, 'zh-CN': zh };
    for (const language of ['en', 'zh-CN'] as const) {
      locale.value = language;
      const status = mount(SaveStatus, { props: { state } });
      expect(status.text()).toContain(said[language]);
      expect(status.text()).not.toBe('');
      expect(status.text()).not.toMatch(/[{}]|annotations\.|errors\./);
      expect(status.attributes()).toMatchObject({ role: 'status', 'data-state': state.kind, title: status.text() });
      expect(status.classes()).toContain(tone);
      // Nothing less than the database having all of it is called saved.
      expect(/saved|已全部保存/.test(status.text())).toBe(state.kind === 'saved');
    }
  });

  it.each<[SaveState, SaveState, kind: string, en: string]>([
    [{ kind: 'saved' }, { kind: 'sending', unsent: 2 }, 'sending', 'What you drew on another slide is being sent'],
    [{ kind: 'saved' }, { kind: 'loading' }, 'loading', 'What you drew on another slide is being sent'],
    [{ kind: 'sending', unsent: 1 }, { kind: 'sending', unsent: 2 }, 'sending', '3 changes not sent yet'],
    [{ kind: 'offline', unsent: 0 }, { kind: 'offline', unsent: 2 }, 'offline', 'Offline: 2 changes kept here'],
  ])('D27: %o is not all there is to say while another slide has %o', (state, elsewhere, kind, en) => {
    const status = mount(SaveStatus, { props: { state, elsewhere } });
    expect([status.text(), status.attributes('data-state')]).toEqual([en, kind]);
  });

  it('says why saving is held up', () => {
    const [full, failing] = (['storage.full', 'document.not-saving'] as const).map((code) => mount(SaveStatus, { props: { state: { kind: 'trouble', unsent: 0, code } } }).text());
    expect(full).not.toBe(failing);
  });
});
