import { jest } from '@jest/globals';
import { mount } from '@vue/test-utils';
import { nextTick, ref, shallowRef } from 'vue';
import { t } from '@/i18n';
import ImportDialog from './ImportDialog.vue';
import { readAs } from './testing/shapes';
import type { Importing } from './useImport';

type Phase = Importing['phase']['value'];

describe('ImportDialog', () => {
  const phase = shallowRef<Phase>({ kind: 'empty' });
  const [isOpen, isWaiting] = [ref(true), ref(false)];
  const write = jest.fn();
  const takeBack = jest.fn();
  const stop = jest.fn();
  const importing = { phase, isOpen, isWaiting, hasTwoOrigins: ref(false), countsFromScan: ref(true), write, takeBack, stop, choose: jest.fn() } as unknown as Importing;
  const preview = { shapes: [readAs({ className: 'Immune cells' })], reading: { hasOrigin: true, madeFor: null, changed: new Map([['rounded', 1]]), leftOut: new Map([['shape-unknown', 2]]) }, here: 3 };
  const dialog = () => mount(ImportDialog, {
    attachTo: document.body,
    props: { importing, slide: undefined, classes: [], layer: 'Only me' },
    global: { stubs: { PDialog: { template: '<div><slot /><slot name="actions" /></div>' } } },
  });
  let wrapper: ReturnType<typeof dialog>;
  const go = async (next: Phase): Promise<void> => {
    phase.value = next;
    await nextTick();
    await nextTick();
  };
  const press = (words: string): Promise<void> => wrapper.findAll('button').find((one) => one.text() === words)!.trigger('click');

  beforeEach(() => {
    phase.value = { kind: 'empty' };
    wrapper = dialog();
  });
  afterEach(() => wrapper.unmount());

  it('says before anything is drawn what becomes of the file, and into which layer', async () => {
    await go({ kind: 'ready', preview } as unknown as Phase);
    for (const words of [t('exchange.found', { n: 1 }), t('exchange.into', { layer: 'Only me' }), t('exchange.classesUnknown', { names: 'Immune cells' }), t('exchange.changed.rounded', { n: '1' }), t('exchange.leftOut.shape-unknown', { n: '2' }), t('exchange.leftOut.here-already', { n: '3' })]) expect(wrapper.text()).toContain(words);
    expect(write).not.toHaveBeenCalled();
    await press(t('exchange.import', { n: 1 }));
    expect(write).toHaveBeenCalledTimes(1);
  });

  it('hands the keyboard on to the next step when the button of the last one is gone', async () => {
    await go({ kind: 'ready', preview } as unknown as Phase);
    expect(document.activeElement?.textContent).toBe(t('exchange.import', { n: 1 }));
    await go({ kind: 'done', written: ['a'], of: 1 } as unknown as Phase);
    expect(document.activeElement?.textContent).toBe(t('exchange.close'));
  });

  it('can be stopped while it draws, says that it waits, and takes all of it back afterwards', async () => {
    isWaiting.value = true;
    await go({ kind: 'writing', done: 5, of: 10 } as unknown as Phase);
    expect(wrapper.text()).toContain(t('exchange.waiting'));
    await press(t('exchange.stop'));
    expect(stop).toHaveBeenCalledTimes(1);
    isWaiting.value = false;
    await go({ kind: 'done', written: ['a'], of: 10 } as unknown as Phase);
    expect(wrapper.text()).toContain(t('exchange.partly', { n: 1, of: '10' }));
    await press(t('exchange.takeBack'));
    expect(takeBack).toHaveBeenCalledTimes(1);
  });

  it('offers no drawing of a file with nothing in it', async () => {
    await go({ kind: 'ready', preview: { ...preview, shapes: [] } } as unknown as Phase);
    expect(wrapper.text()).toContain(t('exchange.nothing'));
    expect(wrapper.findAll('button').map((one) => one.text())).toEqual([t('app.cancel'), t('exchange.another')]);
  });
});
