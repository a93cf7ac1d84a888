import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedPapers, startService } from '../../flows/service.ts';
import type { Service } from '../../flows/service.ts';
import { openWhole } from './whole-world.ts';
import type { WholeWorld } from './whole-world.ts';

/* What `preview 2` shows, by whatever way it is asked for, is what the second subscription posts next. */

let service: Service;
let world: WholeWorld | null = null;
beforeEach(async () => {
  service = await startService(await seedPapers());
});
afterEach(async () => {
  await world?.end();
  world = null;
  await service.close();
});

const preview = 'Preview of the next post';

/**
 * Two subscriptions of the same topic in a place: the first uses up the paper that the second would have had. Whatever way is
 * asked, the sentence comes from Ada.
 */
async function open(way: 'socket' | 'http', where: 'channel' | 'direct' = 'channel') {
  const opened = (world = await openWhole(service, { way }));
  const { ada, lab, server } = opened;
  const place = where === 'channel' ? lab : server.directChannel(ada.id);
  await ada.command('/papers', 'subscribe language models at 9:00', place.id);
  await opened.seen('number 1', place.id);
  await ada.command('/papers', 'subscribe language models at 10:00', place.id);
  await opened.seen('number 2', place.id);
  return {
    ...opened,
    place,
    shown: async () => (await opened.seen(preview, place.id)).text,
    /** What the second posts, once the first has had its turn. */
    posted: async (at = '2026-11-25T04:31:00Z') => {
      const before = new Set(server.messages(place.id).map(({ ts }) => ts));
      await opened.deliver('2026-11-25T03:31:00Z');
      await opened.deliver(at);
      const posts = server
        .messages(place.id)
        .filter(({ ts, text }) => !before.has(ts) && text.includes('Paper of the day'));
      expect(posts).toHaveLength(2);
      return titleIn(posts.at(-1)?.text ?? '');
    },
  };
}

/** A post and its preview begin with the title of the paper. */
function titleIn(text: string): string {
  return text.split('\n')[0] ?? '';
}

/** A title as a window shows it, without what makes it bold or a link. */
const inWindow = (title: string): string => title.replace(/ \(https?:.*$/u, '');

describe.each(['socket', 'http'] as const)('over %s', (way) => {
  it('by a command', async () => {
    const { ada, lab, shown, posted } = await open(way);
    await ada.command('/papers', 'preview 2', lab.id);
    const text = await shown();
    expect(text).toContain('25 Nov 2026, 10:00');
    expect(titleIn(text)).toBe(await posted());
  });

  it('by a mention, and by a reply below it', async () => {
    const { ada, lab, server, shown, posted } = await open(way);
    const asked = await ada.mention(lab.id, 'preview 2');
    const text = await shown();
    await ada.say(lab.id, 'preview 1', asked.message.ts);
    const other = await server.until(
      () => server.messages(lab.id, ada.id).find((message) => message.text.includes('25 Nov 2026, 09:00')),
      'the other preview',
    );
    expect(titleIn(other.text)).not.toBe(titleIn(text));
    expect(titleIn(text)).toBe(await posted());
  });

  it('in a list of papers, whose second is another thing', async () => {
    const { ada, lab, seen, shown, posted } = await open(way);
    await ada.command('/papers', 'weight decay', lab.id);
    await seen('Why Do We Need Weight Decay');
    await ada.command('/papers', 'preview 2', lab.id);
    expect(titleIn(await shown())).toBe(await posted());
  });

  it('by a direct message, of what is subscribed there', async () => {
    const { ada, shown, posted } = await open(way, 'direct');
    await ada.direct('preview 2');
    expect(titleIn(await shown())).toBe(await posted());
  });

  it('by a direct message, of nothing where nothing is subscribed', async () => {
    const { ada, server, seen } = await open(way);
    await ada.direct('preview 2');
    const { text } = await seen('no subscription', server.directChannel(ada.id).id);
    expect(text).not.toContain(preview);
  });

  it('by a button of the home tab, in the window in which it is edited', async () => {
    const { ada, server, posted } = await open(way);
    await ada.openHome();
    const home = await server.until(() => server.home(ada.id), 'the home tab');
    const elements = JSON.stringify(home.body).matchAll(
      /"action_id":"(says:\d+)"[^{}]*(?:\{[^{}]*\})?[^{}]*"value":"[^"]*edit 2"/gu,
    );
    const [[, edit = ''] = []] = elements;
    await ada.press({ view: home }, edit);
    const form = await server.until(() => server.modal(ada.id), 'the form');
    const text = JSON.stringify(form.body);
    expect(text).toContain('25 Nov 2026, 10:00');
    expect(text).toContain(inWindow(await posted()));
  });

  it('as it would be once the form is sent: what it was before does not use a paper up', async () => {
    const { ada, lab, server, seen, posted } = await open(way);
    await ada.command('/papers', 'edit 2', lab.id);
    const form = await server.until(() => server.modal(ada.id), 'the form');
    const at = { 'field:at': { 'field:changed': { selected_time: '11:00' } } };
    await ada.press({ view: form }, 'field:changed', { blockId: 'field:at', choice: { selected_time: '11:00' } });
    await server.until(() => JSON.stringify(form.body).includes('25 Nov 2026, 11:00'), 'the preview');
    const shown = JSON.stringify(form.body);
    await ada.submit(form, at);
    await seen('changed');
    expect(shown).toContain(inWindow(await posted('2026-11-25T05:31:00Z')));
  });
});
