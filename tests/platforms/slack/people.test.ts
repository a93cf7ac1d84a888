import { expect, it } from 'vitest';
import { createPeople } from '../../../src/platforms/slack/people.ts';
import { silentLog } from '../../../src/platforms/shared/silent-log.ts';
import { reply, smallSlack } from './small-slack.ts';

const now = () => new Date('2026-11-24T12:00:00Z');

it.each([
  ['this workspace', 'THOME', true],
  ['another workspace that shares a channel', 'TFAR', false],
])('an admin of %s counts as an admin: team %s, %s', async (_, team, isAdmin) => {
  const slack = await smallSlack();
  const user = { id: 'U1', team_id: team, is_admin: true, is_owner: true, is_stranger: false };
  slack.meet((response) => reply(response, { ok: true, user }));
  const people = createPeople({ client: slack.client(), teamId: 'THOME', zone: 'UTC', now, log: silentLog });
  expect(await people.profile('U1')).toMatchObject({ isAdmin, isFull: isAdmin });
  await slack.close();
});
