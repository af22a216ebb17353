import { type AnnotationClass, DEFAULT_VOCABULARY } from '@parfocal/shared/api';
import { jest } from '@jest/globals';
import { mount } from '@vue/test-utils';
import { ref } from 'vue';
import { t } from '@/i18n';
import { PSelect, useToasts } from '@/ui';
import CountingControl from './CountingControl.vue';
import type { CountSettings } from './count-settings';
import type { Counting } from './useCounting';

describe('CountingControl', () => {
  const { classes } = DEFAULT_VOCABULARY;
  const mitosis = classes.find(({ en }) => en === 'Mitosis') as AnnotationClass;
  const settings = ref<CountSettings>({ area: 'circle1', areaMm2: 1, fieldNumberMm: 22, objective: 40 });
  const [isOn, hasScale, classId] = [ref(false), ref(true), ref(mitosis.id)];
  let place: jest.Mock<Counting['place']>;
  const control = () => mount(CountingControl, {
    props: { counting: { settings, classId, hasScale, isOn, place } as unknown as Counting, classes },
    global: { stubs: { PPopover: { template: '<div><slot name="trigger" /><slot /></div>' }, PIconButton: true } },
  });

  beforeEach(() => {
    place = jest.fn<Counting['place']>(() => undefined);
    [isOn.value, hasScale.value] = [false, true];
    settings.value = { ...settings.value, area: 'circle1' };
  });

  it('says why nothing can be counted on a slide without a scale, and offers nothing', () => {
    hasScale.value = false;
    const wrapper = control();
    expect(wrapper.text()).toContain(t('counting.noScale'));
    expect(wrapper.find('button').exists()).toBe(false);
  });

  it('asks for a size only where the size is free', async () => {
    const wrapper = control();
    expect(wrapper.text()).not.toContain(t('counting.areaMm2'));
    wrapper.findAllComponents(PSelect)[1]!.vm.$emit('update:modelValue', 'square');
    await wrapper.vm.$nextTick();
    expect(wrapper.text()).toContain(t('counting.areaMm2'));
  });

  it('says how large a high-power field is with this eyepiece', () => {
    expect(control().text()).toContain(t('counting.field', { diameter: '0.55', area: '0.238' }));
  });

  it('tells as a hint that goes by itself why an area was not placed', async () => {
    place.mockReturnValue('off-slide');
    await control().get('button').trigger('click');
    expect(useToasts().toasts.value.at(-1)).toMatchObject({ tone: 'plain', text: t('counting.notTaken.off-slide') });
  });

  it('goes on with a further field while it counts, of the same class and area', () => {
    isOn.value = true;
    const wrapper = control();
    expect(wrapper.get('button').text()).toBe(t('counting.next'));
    expect(wrapper.findAll('select').map((one) => one.attributes('disabled'))).toEqual(['', '']);
  });
});
