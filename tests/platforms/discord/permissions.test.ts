import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { PermissionsBitField } from 'discord.js';
import { describe, expect, it } from 'vitest';
import {
  inviteLink,
  mayConfigure,
  mayReadHistory,
  missingPermissions,
  permissionsIn,
} from '../../../src/platforms/discord/permissions.ts';
import type { Standing } from '../../../src/platforms/discord/permissions.ts';

const standing: Standing = {
  serverId: '1',
  ownerId: '2',
  userId: '3',
  memberRoles: ['10', '11'],
  roles: [
    { id: '1', permissions: Bits.ViewChannel | Bits.SendMessages },
    { id: '10', permissions: Bits.EmbedLinks },
    { id: '11', permissions: 0n },
    { id: '12', permissions: Bits.Administrator },
  ],
  overwrites: [],
};

const overwrite = (id: string, allow: bigint, deny: bigint) => ({ id, allow, deny });

describe('what a member may do in a channel', () => {
  it('is what its roles give', () => {
    expect(permissionsIn(standing)).toBe(Bits.ViewChannel | Bits.SendMessages | Bits.EmbedLinks);
  });

  it('is changed by the channel: first for everybody, then for roles, where allowing wins, then for the member', () => {
    const everybody = overwrite('1', 0n, Bits.ViewChannel | Bits.SendMessages);
    expect(permissionsIn({ ...standing, overwrites: [everybody] })).toBe(Bits.EmbedLinks);
    const roles = [overwrite('10', Bits.ViewChannel, 0n), overwrite('11', 0n, Bits.ViewChannel | Bits.EmbedLinks)];
    expect(permissionsIn({ ...standing, overwrites: [everybody, ...roles] })).toBe(Bits.ViewChannel);
    const own = overwrite('3', Bits.SendMessages, Bits.ViewChannel);
    expect(permissionsIn({ ...standing, overwrites: [own, ...roles, everybody] })).toBe(Bits.SendMessages);
  });

  it('is everything for the owner and for administrators, whatever the channel says', () => {
    const overwrites = [overwrite('1', 0n, Bits.ViewChannel)];
    for (const one of [
      { ...standing, overwrites, ownerId: '3' },
      { ...standing, overwrites, memberRoles: ['12'] },
    ]) {
      expect(missingPermissions(permissionsIn(one), 'channel')).toEqual([]);
    }
  });
});

describe('what is missing', () => {
  it.each([
    ['channel', ['Read Message History', 'Embed Links', 'Send Messages']],
    ['thread', ['Read Message History', 'Embed Links', 'Send Messages in Threads']],
    ['forum', ['Read Message History', 'Embed Links', 'Send Messages', 'Send Messages in Threads']],
  ] as const)('in a %s is said in the words of Discord', (surface, names) => {
    expect(missingPermissions(Bits.ViewChannel, surface)).toEqual(names);
    expect(missingPermissions(0n, surface)).toEqual(['View Channel']);
  });

  it('tells who may read and who may configure', () => {
    expect(mayReadHistory(Bits.ReadMessageHistory)).toBe(false);
    expect(mayReadHistory(Bits.ReadMessageHistory | Bits.ViewChannel)).toBe(true);
    for (const bit of [Bits.ManageGuild, Bits.ManageChannels, Bits.Administrator]) expect(mayConfigure(bit)).toBe(true);
    expect(mayConfigure(Bits.ManageMessages | Bits.ManageThreads | Bits.SendMessages)).toBe(false);
  });
});

describe('the invite link', () => {
  it('asks for exactly what is needed', () => {
    const link = new URL(inviteLink('123'));
    expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
    expect(link.searchParams.get('client_id')).toBe('123');
    expect(link.searchParams.get('scope')).toBe('bot applications.commands');
    const asked = new PermissionsBitField(BigInt(link.searchParams.get('permissions') ?? '')).toArray();
    expect(asked.toSorted()).toEqual([
      'CreatePublicThreads',
      'EmbedLinks',
      'ReadMessageHistory',
      'SendMessages',
      'SendMessagesInThreads',
      'ViewChannel',
    ]);
  });
});
