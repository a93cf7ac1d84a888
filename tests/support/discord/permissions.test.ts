import { describe, expect, it } from 'vitest';
import { createWatch } from '../watch.ts';
import type { Permission } from './permissions.ts';
import { everything, guildPermissions, may, permissionsIn } from './permissions.ts';
import { addChannel, addGuild, addMember, addRole, addThread, addUser, overwrite } from './settle.ts';
import { createWorld } from './world.ts';

function stage(everyone?: readonly Permission[]) {
  const world = createWorld({ now: () => 1_800_000_000_000, watch: createWatch(), appName: 'Paperboy', token: 't' });
  const guild = addGuild(world, everyone ? { everyone } : {});
  const ada = addUser(world, { name: 'ada' });
  const channel = addChannel(world, { guild, name: 'reading' });
  return { world, guild, ada, channel };
}

describe('what somebody may do', () => {
  it('is nothing for strangers and everything for owners and administrators', () => {
    const { world, guild, ada, channel } = stage();
    expect(permissionsIn(world, ada.id, channel)).toBe(0n);
    expect(permissionsIn(world, guild.ownerId, channel)).toBe(everything);
    const role = addRole(world, guild, { name: 'admin', permissions: ['Administrator'] });
    addMember(world, guild, ada.id, [role.id]);
    overwrite(channel, guild.id, { deny: ['ViewChannel'] });
    expect(guildPermissions(guild, ada.id)).toBe(everything);
    expect(permissionsIn(world, ada.id, channel)).toBe(everything);
  });

  it('follows from everybody, then roles, then the member', () => {
    const { world, guild, ada, channel } = stage();
    const [one, two] = [addRole(world, guild, { name: 'one' }), addRole(world, guild, { name: 'two' })];
    addMember(world, guild, ada.id, [one.id, two.id]);
    expect(may(world, ada.id, channel, 'SendMessages')).toBe(true);
    overwrite(channel, guild.id, { deny: ['SendMessages'] });
    expect(may(world, ada.id, channel, 'SendMessages')).toBe(false);
    // What one role allows wins over what another denies.
    overwrite(channel, one.id, { deny: ['SendMessages'] });
    overwrite(channel, two.id, { allow: ['SendMessages'] });
    expect(may(world, ada.id, channel, 'SendMessages')).toBe(true);
    overwrite(channel, ada.id, { kind: 'member', deny: ['SendMessages'] });
    expect(may(world, ada.id, channel, 'SendMessages')).toBe(false);
  });

  it('is nothing without a look, and no embed without a word', () => {
    const { world, guild, ada, channel } = stage();
    addMember(world, guild, ada.id);
    overwrite(channel, guild.id, { deny: ['SendMessages'] });
    expect(may(world, ada.id, channel, 'EmbedLinks')).toBe(false);
    expect(may(world, ada.id, channel, 'ReadMessageHistory')).toBe(true);
    overwrite(channel, guild.id, { deny: ['ViewChannel'] });
    expect(permissionsIn(world, ada.id, channel)).toBe(0n);
  });

  it('goes by the parent in threads, where another permission speaks', () => {
    const { world, guild, ada, channel } = stage();
    addMember(world, guild, ada.id);
    const open = addThread(world, { parent: channel, name: 'open', ownerId: guild.ownerId });
    const closed = addThread(world, {
      parent: channel,
      name: 'closed',
      ownerId: guild.ownerId,
      kind: 'private-thread',
    });
    overwrite(channel, guild.id, { deny: ['SendMessages'] });
    expect(may(world, ada.id, open, 'SendMessagesInThreads', 'EmbedLinks')).toBe(true);
    expect(may(world, ada.id, closed, 'ViewChannel')).toBe(false);
    closed.thread?.members.add(ada.id);
    expect(may(world, ada.id, closed, 'ViewChannel')).toBe(true);
  });
});
