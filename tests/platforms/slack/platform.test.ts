import type { PlatformWorld } from '../../contracts/platform.ts';
import { platformContract } from '../../contracts/platform.ts';
import { createSlackServer } from '../../support/slack-server.ts';
import { createSlack } from '../../../src/platforms/slack/index.ts';
import { quick, settingsFor } from './slack-world.ts';
import type { Way } from './slack-world.ts';

/** Slack shows the three characters of its markup that are escaped. */
function asRead(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

async function open(way: Way): Promise<PlatformWorld> {
  const server = await createSlackServer();
  const ada = server.addUser({ name: 'ada' });
  const lab = server.addChannel({ name: 'lab', members: [ada.id] });
  const archived = server.addChannel({ name: 'archived', members: [ada.id], archived: true });
  const platform = createSlack(settingsFor(server, way), quick);
  const place = { platform: 'slack', workspace: server.workspace.id, channel: lab.id, thread: null };
  const visible = () => server.messages(lab.id, ada.id).map(({ text }) => asRead(text));
  return {
    platform,
    place,
    gone: { ...place, channel: archived.id },
    async say(text) {
      const port = platform.port();
      if (port !== null) server.deliverTo({ url: `http://127.0.0.1:${port}/slack/events` });
      const said = server.person(ada.id).command('/papers', text, lab.id);
      // A stopped Slack waits for a connection that never comes.
      if (way === 'socket' && server.socketMode.connections().length === 0) return;
      await said;
    },
    async sees(text) {
      await server.until(() => visible().some((shown) => shown.includes(text)), text);
    },
    occurrences: (text) => Promise.resolve(visible().reduce((sum, shown) => sum + shown.split(text).length - 1, 0)),
    end: server.stop,
  };
}

platformContract('Slack over Socket Mode', () => open('socket'));
platformContract('Slack over HTTP', () => open('http'));
