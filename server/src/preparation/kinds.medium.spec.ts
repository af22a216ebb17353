import { WorkFolder } from '../testing/work-folder.js';
import { kindOf } from './kinds.js';

const work = new WorkFolder();
const kind = async (text: string): Promise<string> => kindOf(await work.file('in', Buffer.from(text, 'latin1')), 'in.png');

describe('kindOf', () => {
  it('takes a WebP for a picture', () => expect(kind('RIFF\x24\0\0\0WEBPVP8 ')).resolves.toBe('picture'));

  it('takes no text for one because it has the right word in the right place', () =>
    expect(kind('<!--1234WEBP--><svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"/>')).resolves.toBe('other'));
});
