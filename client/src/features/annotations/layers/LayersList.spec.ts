import { jest } from '@jest/globals';
import { hiddenLayer } from '@parfocal/shared/protocol';
import { mount } from '@vue/test-utils';
import { ref } from 'vue';
import { t } from '@/i18n';
import LayersList from './LayersList.vue';
import type { LayerRow, Layers } from './useLayers';

describe('LayersList', () => {
  const [ANA, BEN] = ['6f6f0a3e-0000-4000-8000-000000000001', '6f6f0a3e-0000-4000-8000-000000000002'];
  const [show, visit] = [jest.fn(), jest.fn()];
  const row = (rest: Partial<LayerRow>): LayerRow => ({ layer: 'case', standing: 'case', name: 'Everyone', count: 2, isShown: true, isActive: true, ...rest });
  const list = (rows: readonly LayerRow[], concealed: readonly { personId: string; name: string }[] = [], earlier: readonly { layer: string; name: string }[] = []) =>
    mount(LayersList, { props: { layers: { rows: ref(rows), concealed: ref(concealed), earlier: ref(earlier), visit, show } as unknown as Layers, personId: ANA } });
  const named = (wrapper: ReturnType<typeof list>, name: string) => wrapper.find(`button[aria-label="${name}"]`);

  it('shows and hides a layer on this screen, and says which it is', async () => {
    const wrapper = list([row({}), row({ layer: hiddenLayer(BEN), standing: 'revealedOf', name: 'Ben', isShown: false })]);
    await named(wrapper, t('layers.hide', { name: 'Everyone' })).trigger('click');
    await named(wrapper, t('layers.show', { name: 'Ben' })).trigger('click');
    expect(show.mock.calls).toEqual([['case', false], [hiddenLayer(BEN), true]]);
  });

  it('L5: offers what was drawn in earlier sessions, until it is open', async () => {
    const wrapper = list([row({})], [], [{ layer: `session~${BEN}`, name: 'Session of Monday' }]);
    await named(wrapper, t('layers.show', { name: 'Session of Monday' })).trigger('click');
    expect(visit.mock.calls).toEqual([[`session~${BEN}`]]);
    expect(list([row({})]).text()).not.toContain(t('layers.earlier'));
  });

  it('L4: reveals what is one’s own only where there is something', async () => {
    const own = row({ layer: hiddenLayer(ANA), standing: 'hidden', name: 'Hidden' });
    expect(named(list([{ ...own, count: 0 }]), t('layers.revealMine')).exists()).toBe(false);
    const wrapper = list([own]);
    await named(wrapper, t('layers.revealMine')).trigger('click');
    expect(wrapper.emitted('reveal')).toEqual([[{ personId: ANA, name: '' }]]);
  });

  it('L4: offers a host what others have hidden, by name, and never how much of it there is', async () => {
    const wrapper = list([row({})], [{ personId: BEN, name: 'Ben' }]);
    expect(wrapper.text()).toContain(t('layers.stillHiddenOf', { name: 'Ben' }));
    await named(wrapper, t('layers.revealOf', { name: 'Ben' })).trigger('click');
    expect(wrapper.emitted('reveal')).toEqual([[{ personId: BEN, name: 'Ben' }]]);
    expect(list([row({})]).text()).not.toContain(t('layers.stillHidden'));
  });
});
