import { Scene, SceneChange, SceneCreate, SceneMove, SceneShown } from './scene.js';

const id = '00000000-0000-4000-8000-000000000001';
const appearance = { brightness: 0, contrast: 1, gamma: 1, saturation: 1, whitePoint: null, isColourManaged: false, z: 0, channels: [] };
const shown: SceneShown = { slideId: id, view: { x: 10, y: 20, resolution: 2, rotation: 0, widthPx: 800, heightPx: 600 }, mark: null, appearance, panes: [], isLinked: true };
const pane = { slideId: id, appearance, relation: null, view: null };

describe('a scene', () => {
  it('N1: is a place with looks and panes, a title and a note', () => {
    const made = SceneCreate.parse({ id, title: ' Margin ', shown: { ...shown, panes: [pane, pane, pane] } });
    expect(made).toMatchObject({ title: 'Margin', note: '' });
    expect(Scene.parse({ ...made, revision: 0, author: id, createdAt: 1, updatedAt: 1 }).shown.panes).toHaveLength(3);
  });

  it.each([{ title: ' ' }, { title: 'x'.repeat(121) }, { note: 'x'.repeat(1_001) }, { title: 'a\0b' }, { id: 'first' }, { author: id }])('N1: is none with %p', (wrong) => {
    expect(SceneCreate.safeParse({ id, title: 'Margin', shown, ...wrong }).success).toBe(false);
  });

  it.each([
    { view: null }, { view: { ...shown.view, x: Number.NaN } }, { panes: [pane, pane, pane, pane] }, { appearance: { ...appearance, z: -1 } }, { isLinked: 'yes' },
    { mark: { id, layer: `private~${id}` } },
  ])('N1: shows nothing with %p', (wrong) => {
    expect(SceneShown.safeParse({ ...shown, ...wrong }).success).toBe(false);
  });

  it('N1: may show an annotation that everyone sees', () => {
    expect(SceneShown.parse({ ...shown, mark: { id, layer: 'case' } }).mark).toEqual({ id, layer: 'case' });
  });

  it('N4: is changed in something, of a revision', () => {
    expect(SceneChange.parse({ revision: 0, note: '' })).toEqual({ revision: 0, note: '' });
    for (const wrong of [{ revision: 0 }, { title: 'x' }, { revision: -1, title: 'x' }]) expect(SceneChange.safeParse(wrong).success).toBe(false);
  });

  it('N3: goes behind another one or none', () => {
    expect([SceneMove.safeParse({ behind: null }).success, SceneMove.safeParse({ behind: id }).success, SceneMove.safeParse({ index: 3 }).success]).toEqual([true, true, false]);
  });
});
