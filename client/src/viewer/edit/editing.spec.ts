import { MarkStore } from '../marks/mark-store';
import type { PointerSample } from '../input/sample';
import { markOf } from '../testing/marks';
import { Editing } from './editing';

const view = { x: 500, y: 500, resolution: 1, rotation: 0, widthPx: 1000, heightPx: 1000 };
const at = (x: number, y: number, rest: Partial<PointerSample> = {}): PointerSample => ({ at: { x, y }, xPx: x, yPx: y, shift: false, alt: false, command: false, button: 0, touch: false, mayDraw: true, taps: 1, timeMs: 0, ...rest });
const SQUARE = [400, 400, 600, 400, 600, 600, 400, 600];

function setUp(mark = markOf('a', 'polygon', SQUARE)) {
  const store = new MarkStore();
  store.set([mark]);
  const clicks: PointerSample[] = [];
  const heard: [string, number[]][] = [];
  const editing = new Editing({ view: () => view, slide: () => ({ widthPx: 1000, heightPx: 1000 }), selected: () => store.get('a'), allowed: () => true, onClick: (sample) => clicks.push(sample), onChange: () => undefined });
  editing.reshaped.add((...told) => heard.push(told));
  return { store, editing, heard, clicks, shown: () => editing.shown(store.get('a')!).shape.geometry };
}

describe('editing', () => {
  it('drags a vertex, shows it on the way, and tells once on release', () => {
    const { editing, heard, shown } = setUp();
    const gesture = editing.press(at(600, 400))!;
    gesture.move(at(650, 350));
    expect(shown()).toEqual([400, 400, 650, 350, 600, 600, 400, 600]);
    expect(heard).toEqual([]);
    gesture.end(at(660, 340));
    expect(heard).toEqual([['a', [400, 400, 660, 340, 600, 600, 400, 600]]]);
  });

  it('moves the whole by its inside, and no farther than the slide reaches', () => {
    const { editing, heard } = setUp();
    const gesture = editing.press(at(500, 500))!;
    gesture.end(at(500, -900));
    expect(heard).toEqual([['a', [400, 0, 600, 0, 600, 200, 400, 200]]]);
  });

  it('lets a pan begin inside an area that is larger than the window', () => {
    const { editing } = setUp(markOf('a', 'polygon', [-100, -100, 2000, -100, 2000, 2000, -100, 2000]));
    expect(editing.press(at(500, 500))).toBeUndefined();
  });

  it('a press that moves nothing is a click', () => {
    const { editing, heard, clicks } = setUp();
    editing.press(at(500, 500))!.end(at(501, 500));
    expect(clicks).toHaveLength(1);
    expect(heard).toEqual([]);
  });

  it('keeps the hand\'s shape when others change this very one, and wins on release', () => {
    const { store, editing, heard, shown } = setUp();
    const gesture = editing.press(at(600, 400))!;
    gesture.move(at(650, 350));
    store.set([markOf('a', 'polygon', [0, 0, 10, 0, 10, 10])]);
    editing.refresh();
    expect(shown()).toEqual([400, 400, 650, 350, 600, 600, 400, 600]);
    gesture.end(at(650, 350));
    expect(heard).toEqual([['a', [400, 400, 650, 350, 600, 600, 400, 600]]]);
  });

  it.each([['deleted', []], ['locked', [markOf('a', 'polygon', SQUARE, { editable: false })]]])('lets go of one that is %s under the hand', (_, next) => {
    const { store, editing, heard } = setUp();
    const gesture = editing.press(at(600, 400))!;
    gesture.move(at(650, 350));
    store.set(next);
    editing.refresh();
    gesture.move(at(660, 340));
    gesture.end(at(660, 340));
    expect(heard).toEqual([]);
  });

  it('shows the released shape until the document answers', () => {
    const { store, editing, shown } = setUp();
    editing.press(at(600, 400))!.end(at(650, 350));
    expect(shown()[2]).toBe(650);
    store.set([markOf('a', 'polygon', SQUARE)]);
    editing.refresh();
    expect(shown()).toEqual(SQUARE);
  });

  it('takes a vertex away with Alt, and with Delete after it was taken', () => {
    const { editing, heard } = setUp();
    editing.press(at(600, 400, { alt: true }))!.end(at(600, 400));
    expect(heard).toEqual([['a', [400, 400, 600, 600, 400, 600]]]);

    const again = setUp();
    again.editing.press(at(400, 600))!.end(at(400, 600));
    expect(again.editing.key('Delete')).toBe(true);
    expect(again.heard).toEqual([['a', [400, 400, 600, 400, 600, 600]]]);
    expect(again.editing.key('Delete')).toBe(false);
  });

  it('leaves what is not one\'s own alone', () => {
    const { editing } = setUp(markOf('a', 'polygon', SQUARE, { editable: false }));
    expect(editing.press(at(600, 400))).toBeUndefined();
    expect(editing.handles(new MarkStore().get('a') ?? setUpEntry(), view).handles).toEqual([]);
  });
});

function setUpEntry() {
  const store = new MarkStore();
  store.set([markOf('a', 'polygon', SQUARE, { editable: false })]);
  return store.get('a')!;
}
