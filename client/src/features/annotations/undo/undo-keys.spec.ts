import { nextTick } from 'vue';
import { press, toolsAtWork } from '../testing/tools-at-work';

describe('the keys of undo', () => {
  it('undo and redo', async () => {
    const at = toolsAtWork();
    at.viewer.draw({ kind: 'point', geometry: [0, 0] });
    expect(press('z', { ctrlKey: true })).toBe(true);
    await nextTick();
    expect(at.viewer.marks).toHaveLength(0);
    press('Z', { metaKey: true, shiftKey: true });
    await nextTick();
    expect(at.viewer.marks).toHaveLength(1);
    press('z', { metaKey: true });
    press('y', { ctrlKey: true });
    await nextTick();
    expect(at.viewer.marks).toHaveLength(1);
    at.stop();
  });
});
