import { type DOMWrapper, mount } from '@vue/test-utils';
import { nextTick } from 'vue';
import { t } from '@/i18n';
import ScenesPanel from './ScenesPanel.vue';
import { sceneOf } from './testing/scene-of';

const [a, b, c] = [sceneOf('a'), sceneOf('b', { note: 'look left' }), sceneOf('c')];

describe('ScenesPanel', () => {
  const show = (props: object = {}) =>
    mount(ScenesPanel, {
      props: {
        scenes: [a, b, c], isLoaded: true, currentId: undefined, isPlaying: false, editedId: undefined, isBusy: false, canSave: true, mayMake: true,
        mayChange: () => true, belowOf: () => 'A1 · Ana', problemOf: () => '', paint: () => new Promise<HTMLCanvasElement>(() => undefined), ...props,
      },
      global: { stubs: { ScenePicture: true, PDialog: { props: ['open', 'title'], template: '<div v-if="open" role="dialog">{{ title }}<slot name="actions" /></div>' } } },
      attachTo: document.body,
    });
  type Panel = ReturnType<typeof show>;
  const rows = (panel: Panel): DOMWrapper<Element>[] => panel.findAll('li');
  const button = (panel: Panel, text: string) => panel.findAll('button').find((one) => one.text() === text);
  const drop = async (row: DOMWrapper<Element>, sceneId: string, clientY: number): Promise<void> => {
    const dataTransfer = { types: ['application/x-parfocal-scene'], getData: () => sceneId };
    row.element.getBoundingClientRect = () => ({ top: 0, height: 60 }) as DOMRect;
    await row.trigger('dragover', { dataTransfer, clientY });
    await row.trigger('drop', { dataTransfer, clientY });
  };

  beforeAll(() => {
    Element.prototype.scrollIntoView = () => undefined; // jsdom lays nothing out
  });
  afterEach(() => document.body.replaceChildren());

  it('is a numbered list that says which one is on the screen, and goes where one is clicked', async () => {
    const panel = show({ currentId: b.id });
    expect(rows(panel).map((row) => row.find('.number').text() + row.find('b').text())).toEqual(['1a', '2b', '3c']);
    expect(rows(panel).map((row) => row.find('button').attributes('aria-current'))).toEqual([undefined, 'true', undefined]);
    await rows(panel)[2]!.find('button').trigger('click');
    expect(panel.emitted('go')).toEqual([[c]]);
  });

  it('N3: is put in order by a hand, above or below the middle of a row', async () => {
    const panel = show();
    await drop(rows(panel)[2]!, a.id, 50);
    await drop(rows(panel)[1]!, c.id, 10);
    await drop(rows(panel)[1]!, a.id, 10);
    expect(panel.emitted('move')).toEqual([[a.id, c.id], [c.id, a.id]]);
  });

  it('N3: is put in order by keyboard, which stays with the row and is told', async () => {
    const panel = show();
    await rows(panel)[0]!.trigger('keydown', { key: 'ArrowUp', altKey: true });
    await rows(panel)[0]!.trigger('keydown', { key: 'ArrowDown' });
    expect(panel.emitted('move')).toBeUndefined();
    rows(panel)[0]!.find('button').element.focus();
    await rows(panel)[0]!.trigger('keydown', { key: 'ArrowDown', altKey: true });
    expect(panel.emitted('move')).toEqual([[a.id, b.id]]);
    await panel.setProps({ scenes: [b, a, c] });
    expect(document.activeElement).toBe(rows(panel)[1]!.find('button').element);
    await rows(panel)[1]!.trigger('keydown', { key: 'ArrowDown', altKey: true });
    await nextTick();
    expect(panel.find('[role="status"]').text()).toBe(t('scenes.moved', { title: 'a', n: 2, all: 3 }));
  });

  it('is renamed in its row: Enter saves, Escape and no change do not, an input method keeps its keys', async () => {
    const panel = show({ editedId: b.id });
    const [field, note] = [rows(panel)[1]!.find('input'), rows(panel)[1]!.find('textarea')];
    expect([(field.element as HTMLInputElement).value, (note.element as HTMLTextAreaElement).value]).toEqual(['b', 'look left']);
    await field.setValue(' Margin ');
    await field.trigger('keydown', { key: 'Enter', isComposing: true });
    await field.trigger('keydown', { key: 'ArrowUp', altKey: true });
    expect([panel.emitted('words'), panel.emitted('move')]).toEqual([undefined, undefined]);
    await field.trigger('keydown', { key: 'Enter' });
    expect(panel.emitted('words')).toEqual([[b, { title: 'Margin', note: 'look left' }]]);
    await field.trigger('keydown', { key: 'Escape' });
    expect(panel.emitted('edit')).toEqual([[undefined]]);
    await field.setValue('  ');
    await field.trigger('keydown', { key: 'Enter' });
    expect([panel.emitted('words')!.length, rows(panel)[1]!.text()]).toEqual([1, expect.stringContaining(t('scenes.needsTitle'))]);
  });

  it('N7: says why one cannot be shown, and what can be done by whoever may', async () => {
    const panel = show({ problemOf: (scene: { id: string }) => (scene.id === a.id ? t('scenes.slideGone') : ''), mayChange: () => true });
    const [lost] = rows(panel);
    expect(lost!.text()).toContain(t('scenes.slideGone'));
    await lost!.findAll('button').find((one) => one.text() === t('scenes.update'))!.trigger('click');
    expect([panel.emitted('update'), panel.emitted('go')]).toEqual([[[a]], undefined]);
    await panel.setProps({ mayChange: () => false });
    expect(rows(panel)[0]!.text()).not.toContain(t('scenes.update'));
  });

  it('asks before one is removed for everyone', async () => {
    const panel = show({ problemOf: () => t('scenes.slideGone') });
    await rows(panel)[1]!.findAll('button').find((one) => one.text() === t('scenes.remove'))!.trigger('click');
    expect([panel.emitted('remove'), panel.find('[role="dialog"]').text()]).toEqual([undefined, expect.stringContaining(t('scenes.removeTitle', { title: 'b' }))]);
    await panel.find('[role="dialog"]').findAll('button').find((one) => one.text() === t('scenes.remove'))!.trigger('click');
    expect(panel.emitted('remove')).toEqual([[b]]);
  });

  it('N2: lets who only observes go and play, and nothing else', () => {
    const panel = show({ mayMake: false, mayChange: () => false });
    expect([button(panel, t('scenes.make')), panel.findAll('[draggable="true"]').length]).toEqual([undefined, 0]);
    expect([button(panel, t('scenes.play')) !== undefined, rows(panel)[0]!.findAll('button').length]).toEqual([true, 1]);
  });

  it('says what it is for while it is empty, and what is loading is not empty', async () => {
    const panel = show({ scenes: [] });
    await button(panel, t('scenes.make'))!.trigger('click');
    expect([panel.text(), panel.emitted('make')]).toEqual([expect.stringContaining(t('scenes.none.hint')), [[]]]);
    await panel.setProps({ isLoaded: false });
    expect(panel.text()).not.toContain(t('scenes.none.title'));
  });
});
