import { SlideFileError } from '../slide-file-error.js';

/** Elements of a description that are kept. A plate of wells has some ten thousand. */
const MOST_ELEMENTS = 200_000;
const MOST_DEPTH = 64;
const MOST_ATTRIBUTE_CHARACTERS = 65_536;

/** One element. Attributes are read when asked for: of most nobody asks. */
export class XmlElement {
  readonly children: XmlElement[] = [];
  /** What stands directly in it, up to its first child, entities as written. May be megabytes long. */
  rawText = '';

  constructor(
    /** Without the prefix of its namespace. */
    readonly name: string,
    private readonly startTag: string,
  ) {}

  attribute(name: string): string | undefined {
    if (this.startTag.length > MOST_ATTRIBUTE_CHARACTERS) return undefined;
    const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(this.startTag);
    const raw = found?.[1] ?? found?.[2];
    return raw === undefined ? undefined : unescaped(raw);
  }

  child(name: string): XmlElement | undefined {
    return this.children.find((child) => child.name === name);
  }

  childrenNamed(name: string): XmlElement[] {
    return this.children.filter((child) => child.name === name);
  }

  /** For short texts alone. */
  get text(): string {
    return unescaped(this.rawText.slice(0, 4096)).trim();
  }
}

/**
 * The elements of an XML document, in one pass and without expanding what it declares: document types are skipped, so no
 * entity grows. Forgives what is not well formed, since writers cut descriptions off.
 *
 * @returns a nameless element that holds the root
 * @throws SlideFileError `slide.too-large` past any real description
 */
export function parseXml(xml: string): XmlElement {
  const top = new XmlElement('', '');
  const open: XmlElement[] = [top];
  let elements = 0;
  for (let at = xml.indexOf('<'); at >= 0; ) {
    const end = tagEnd(xml, at);
    if (end < 0) break;
    const second = xml[at + 1];
    if (second === '/') close(open, localName(xml.slice(at + 2, Math.min(end, at + 260))));
    else if (second !== '!' && second !== '?') {
      if (++elements > MOST_ELEMENTS) throw new SlideFileError('slide.too-large', `a description of more than ${MOST_ELEMENTS} elements`);
      const element = new XmlElement(localName(xml.slice(at + 1, Math.min(end, at + 260))), xml.slice(at, end));
      open.at(-1)?.children.push(element);
      if (xml[end - 1] !== '/') {
        open.push(element);
        if (open.length > MOST_DEPTH) throw new SlideFileError('slide.too-large', `a description more than ${MOST_DEPTH} elements deep`);
        const next = xml.indexOf('<', end);
        element.rawText = xml.slice(end + 1, next < 0 ? xml.length : next);
      }
    }
    at = xml.indexOf('<', end + 1);
  }
  return top;
}

/** Where the tag that begins at `at` ends; a comment ends elsewhere than other tags, and a `>` within quotes ends none. */
function tagEnd(xml: string, at: number): number {
  if (xml.startsWith('<!--', at)) return lastOf(xml, '-->', at + 4);
  if (xml.startsWith('<![CDATA[', at)) return lastOf(xml, ']]>', at + 9);
  TAG_ENDS.lastIndex = at;
  for (let found = TAG_ENDS.exec(xml); found; found = TAG_ENDS.exec(xml)) {
    if (found[0] === '>') return found.index;
    const closing = xml.indexOf(found[0], found.index + 1);
    if (closing < 0) return -1;
    TAG_ENDS.lastIndex = closing + 1;
  }
  return -1;
}

const TAG_ENDS = /[>"']/g;

function lastOf(xml: string, ending: string, from: number): number {
  const at = xml.indexOf(ending, from);
  return at < 0 ? -1 : at + ending.length - 1;
}

/** Closes the innermost element of this name, and whatever was left open within it. */
function close(open: XmlElement[], name: string): void {
  const at = open.findLastIndex((element) => element.name === name);
  if (at > 0) open.length = at;
}

const localName = (tag: string): string => /^(?:[^\s/>:]{1,100}:)?([^\s/>:]{1,100})/.exec(tag)?.[1] ?? '?';

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The five entities that need no declaration, and characters by number. */
function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
