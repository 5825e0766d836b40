import { hostile, LIMITS, unreadable } from './limits.ts';

/**
 * A scanner for the XML inside workbooks: marks and text, in order, with nothing kept. It knows no
 * entities but the five of XML and numbers, and refuses a DOCTYPE, so there is nothing to expand and
 * nothing to fetch. Input is bytes as latin1 (one byte, one character): the marks are ASCII, and only
 * text somebody asks for is decoded.
 */
export interface XmlHandler {
  /** `tag` is what stands between < and >, without a closing slash. Prefixes are already cut off. */
  open(name: string, tag: string): void;
  close(name: string): void;
  /** Raw text; only called while `wantsText` answers true. */
  text(raw: string): void;
  wantsText(): boolean;
}

export interface XmlScanner {
  write(bytes: Buffer): void;
  end(): void;
}

export function scanXml(handler: XmlHandler): XmlScanner {
  let rest = '';
  let begun = false;

  function write(bytes: Buffer): void {
    if (!begun) {
      begun = true;
      // UTF-16 begins with a mark or with a zero byte; workbooks are UTF-8.
      if (bytes[0] === 0xff || bytes[0] === 0xfe || bytes[1] === 0) throw unreadable('damaged');
    }
    const text = rest === '' ? bytes.toString('latin1') : rest + bytes.toString('latin1');
    let at = 0;
    for (;;) {
      const mark = text.indexOf('<', at);
      if (mark < 0) break;
      if (mark > at && handler.wantsText()) handler.text(text.slice(at, mark));
      const end = endOfMark(text, mark);
      if (end < 0) {
        at = mark;
        break;
      }
      handle(text, mark, end);
      at = end;
    }
    rest = at === 0 ? text : text.slice(at);
    if (rest.length > LIMITS.xmlRun)
      throw hostile(rest.startsWith('<') ? 'tag-too-long' : 'cell-too-long');
  }

  function handle(text: string, mark: number, end: number): void {
    const second = text.charCodeAt(mark + 1);
    if (second === 47 /* / */) {
      handler.close(localName(text, mark + 2, end - 1));
    } else if (second === 33 /* ! */) {
      if (text.startsWith('<![CDATA[', mark)) {
        if (handler.wantsText()) handler.text(escapeText(text.slice(mark + 9, end - 3)));
      } else if (!text.startsWith('<!--', mark)) throw hostile('doctype');
    } else if (second !== 63 /* ? */) {
      const closed = text.charCodeAt(end - 2) === 47;
      const tag = text.slice(mark + 1, closed ? end - 2 : end - 1);
      const name = localName(tag, 0, tag.length);
      handler.open(name, tag);
      if (closed) handler.close(name);
    }
  }

  return {
    write,
    end() {
      if (rest.trim() !== '') throw unreadable('truncated');
    },
  };
}

/** Position after the mark that starts at `mark`; -1 where it is not complete yet. */
function endOfMark(text: string, mark: number): number {
  if (text.charCodeAt(mark + 1) === 33) {
    const closing = text.startsWith('<!--', mark)
      ? '-->'
      : text.startsWith('<![CDATA[', mark)
        ? ']]>'
        : undefined;
    if (closing === undefined) {
      // `<!` cut off at the end of a chunk may still become a comment.
      if (text.length - mark < 9 && '<![CDATA['.startsWith(text.slice(mark))) return -1;
      if (text.length - mark < 4 && '<!--'.startsWith(text.slice(mark))) return -1;
      throw hostile('doctype');
    }
    const end = text.indexOf(closing, mark + 4);
    return end < 0 ? -1 : end + 3;
  }
  let end = text.indexOf('>', mark);
  // A > inside a quoted attribute does not end the mark; rare enough to look back for.
  while (end >= 0 && isInsideQuotes(text, mark, end)) end = text.indexOf('>', end + 1);
  return end < 0 ? -1 : end + 1;
}

function isInsideQuotes(text: string, from: number, to: number): boolean {
  if (text.charCodeAt(to - 1) === 34 || text.charCodeAt(to - 1) === 39) return false;
  let open = 0;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (open === 0) {
      if (c === 34 || c === 39) open = c;
    } else if (c === open) open = 0;
  }
  return open !== 0;
}

/** `x:row spans="1:3"` → row. */
function localName(text: string, from: number, to: number): string {
  let start = from;
  let i = from;
  for (; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 58) start = i + 1;
    else if (c <= 32) break;
  }
  return text.slice(start, i);
}

/** Value of an attribute inside the text of a mark; undefined where it is not there. */
export function attribute(tag: string, name: string): string | undefined {
  for (let at = tag.indexOf(name); at >= 0; at = tag.indexOf(name, at + 1)) {
    if (at === 0 || tag.charCodeAt(at - 1) > 32) continue;
    let i = at + name.length;
    while (tag.charCodeAt(i) <= 32) i++;
    if (tag.charCodeAt(i) !== 61) continue;
    i++;
    while (tag.charCodeAt(i) <= 32) i++;
    const quote = tag.charAt(i);
    if (quote !== '"' && quote !== "'") return undefined;
    const end = tag.indexOf(quote, i + 1);
    return end < 0 ? undefined : tag.slice(i + 1, end);
  }
  return undefined;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Raw bytes-as-latin1 to the text a person sees. */
export function decodeText(raw: string): string {
  // Always a copy: a slice would keep its whole 256 KB chunk alive for as long as the cell lives.
  let text = Buffer.from(raw, 'latin1').toString('utf8');
  if (text.includes('&')) {
    text = text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{2,4});/gi, (whole, word: string) => {
      if (!word.startsWith('#')) return NAMED[word] ?? whole;
      const point = word[1] === 'x' ? Number.parseInt(word.slice(2), 16) : Number(word.slice(1));
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
    });
  }
  // Excel writes control characters as _x000D_.
  if (text.includes('_x')) {
    text = text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  if (text.length > LIMITS.cellLength) throw hostile('cell-too-long');
  return text;
}

const escapeText = (raw: string): string => raw.replaceAll('&', '&amp;');
