import { SaxesParser } from 'saxes';

import { SourceError } from './source-error.ts';

/** An element without the prefix of its name: `dc:creator` is `creator`. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text that stands in it directly, without that of its children. */
  readonly text: string;
};

/** Real answers have five levels. */
const MOST_DEPTH = 40;

/** What XML 1.0 does not allow, though a title may hold it: https://www.w3.org/TR/xml/#charsets */
const FORBIDDEN = new RegExp(
  String.raw`[^\P{Cc}\t\n\r\u007f-\u009f]|[\ufffe\uffff]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[\da-f]));`,
  'giu',
);

/**
 * The root of a document. Throws a {@link SourceError} that names `source` for anything that is not well-formed, is nested
 * too deep, or has a document type: no answer of ours has one, and without one there are no entities to expand and no
 * files to be asked for. Signs that XML does not allow become U+FFFD, so that one of them costs no more than itself.
 */
export function parseXml(source: string, xml: string): XmlElement {
  const top: MutableElement = { name: '', attributes: {}, children: [], text: '' };
  const open: MutableElement[] = [top];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (cause) => {
    throw new SourceError(`${source} gave XML that is damaged, or only a part of it.`, { cause });
  });
  parser.on('doctype', () => {
    throw new SourceError(`${source} gave XML with a document type; it was not read.`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > MOST_DEPTH) throw new SourceError(`${source} gave XML that is nested too deep; it was not read.`);
    const element: MutableElement = { name: localName(name), attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const add = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(xml.replace(FORBIDDEN, '\ufffd')).close();
  const [root] = top.children;
  if (root === undefined) throw new SourceError(`${source} gave no XML.`);
  return root;
}

type MutableElement = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: MutableElement[];
  text: string;
};

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Its children of that name. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Its first child of that name. */
export function childOf(element: XmlElement | null, name: string): XmlElement | null {
  return element?.children.find((child) => child.name === name) ?? null;
}

/** The text of its first child of that name, without outer spaces; null when there is none, or nothing in it. */
export function textIn(element: XmlElement | null, name: string): string | null {
  return childOf(element, name)?.text.trim() || null;
}

/** The texts of its children of that name that have one. */
export function textsIn(element: XmlElement | null, name: string): readonly string[] {
  return element === null
    ? []
    : childrenOf(element, name)
        .map(({ text }) => text.trim())
        .filter((text) => text !== '');
}

/** The element as XML, without prefixes and the spaces around its texts: what is kept of a record that is no paper. */
export function xmlText({ name, attributes, text, children }: XmlElement): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${given.join('')}>${escaped(text.trim())}${children.map(xmlText).join('')}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
