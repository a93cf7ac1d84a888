import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SourceError } from '../../src/sources/source-error.ts';
import { xmlText, childOf, parseXml, textIn, textsIn } from '../../src/sources/xml.ts';
import { xmlBomb } from '../support/feeds/reply.ts';

const seed = 20261124;
const parse = (xml: string): ReturnType<typeof parseXml> => parseXml('arXiv', xml);

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

describe('parseXml', () => {
  it('gives elements without prefixes, with their texts', () => {
    const root = parse(
      '<a xmlns:x="y"><x:b t="1 &amp; 2"> one &lt;<!-- no -->two </x:b><b><![CDATA[<3>]]></b><c/></a>',
    );
    expect(textsIn(root, 'b')).toEqual(['one <two', '<3>']);
    expect(childOf(root, 'b')?.attributes).toEqual({ t: '1 & 2' });
    expect([textIn(root, 'c'), textIn(root, 'd'), textIn(null, 'a')]).toEqual([null, null, null]);
  });

  it('reads what it wrote', () => {
    const root = parse(
      '<a xmlns:x="y"><x:b t="1 &amp; &quot;2&quot;"> one &lt;two </x:b><b><![CDATA[<3>]]></b><c/></a>',
    );
    expect(xmlText(root)).toBe(
      '<a xmlns:x="y"><b t="1 &amp; &quot;2&quot;">one &lt;two</b><b>&lt;3&gt;</b><c></c></a>',
    );
    expect(xmlText(parse(xmlText(root)))).toBe(xmlText(root));
  });

  it.each([
    ['entities that grow', xmlBomb, 'document type'],
    ['a file of ours', '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>', 'document type'],
    ['a document type of HTML', '<!DOCTYPE html><html></html>', 'document type'],
    ['an entity that nobody declared', '<a>&nbsp;</a>', 'damaged'],
    ['a document that is cut', '<a><b>text', 'damaged'],
    ['tags that do not match', '<a><b></a></b>', 'damaged'],
    ['two roots', '<a/><b/>', 'damaged'],
    ['JSON', '{"a":1}', 'damaged'],
    ['nothing', '', 'damaged'],
    ['a deep nest', '<a>'.repeat(100_000), 'too deep'],
  ])('does not take %s', (_, xml, words) => {
    expect(() => parse(xml)).toThrow(SourceError);
    expect(() => parse(xml)).toThrow(words);
  });

  it('loses no more than a sign that XML does not allow', () => {
    expect(parse('<a>x\u000by\u001bz&#11;&#x1F;&#65;&#x42;\u0085</a>').text).toBe(
      'x\ufffdy\ufffdz\ufffd\ufffdAB\u0085',
    );
  });

  it('gives back any text', () => {
    const allowed = fc
      .string({ unit: 'binary' })
      .map((text) => text.toWellFormed().replace(/[^\P{Cc}\u007f-\u009f]|[\ufffe\uffff]/gu, ''));
    fc.assert(
      fc.property(allowed, (text) => {
        expect(parse(`<a>${escape(text)}</a>`).text).toBe(text);
      }),
      { seed },
    );
  });
});
