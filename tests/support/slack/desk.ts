import { randomUUID } from 'node:crypto';
import type { Deliveries, Delivered, Transport } from './delivery.ts';
import type { Fields } from '../fields.ts';
import type { ResponseUrls } from './response-urls.ts';
import { channelOf, userOf, workspaceOf } from './settle.ts';
import { hears } from './subscriptions.ts';
import type { Channel, Message, User, View, World } from './world.ts';

/** Where payloads are made and handed to the app. What people do in `person.ts` goes through here. */
export type Desk = {
  readonly world: World;
  /** Hands over a command or an interaction. */
  readonly interact: (given: Interaction) => Promise<Delivered>;
  /** Hands over an event, if the app hears of it. `subscription` is `message.im` and so on where that is not the type. */
  readonly event: (given: {
    teamId: string;
    userId: string | null;
    event: Fields;
    subscription?: string;
  }) => Promise<Delivered>;
  /** A new response_url that answers that person in that channel. */
  readonly responseUrl: (user: User, channel: string) => string;
  /** A new trigger, and the fields that every interaction has. */
  readonly trigger: (user: User, view: View | null) => string;
  readonly common: (user: User) => Fields;
};

export type Interaction = {
  readonly kind: 'slash_commands' | 'interactive';
  readonly user: User;
  /** Where a response_url answers, or null where there is none. */
  readonly channel: Channel | null;
  readonly original: Message | null;
  readonly view: View | null;
  readonly withTrigger: boolean;
  readonly fields: Fields;
};

export function createDesk(parts: {
  world: World;
  urls: ResponseUrls;
  deliveries: Deliveries;
  transport: () => Transport;
}): Desk {
  const { world, urls, deliveries, transport } = parts;

  const trigger: Desk['trigger'] = (user, view) => {
    const id = `${Math.floor(world.now())}.${Math.floor(world.now() / 1_000)}.${randomUUID().replaceAll('-', '')}`;
    world.triggers.set(id, {
      id,
      teamId: user.teamId,
      userId: user.id,
      issuedAt: world.now(),
      viewId: view?.id ?? null,
      used: false,
    });
    return id;
  };

  const common: Desk['common'] = (user) => {
    const { id, domain } = workspaceOf(world, user.teamId);
    return {
      token: world.app.verificationToken,
      api_app_id: world.app.id,
      team: { id, domain },
      enterprise: null,
      is_enterprise_install: false,
      user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    };
  };

  return {
    world,
    trigger,
    common,
    responseUrl: (user, channel) => urls.issue({ teamId: user.teamId, channel, userId: user.id, original: null }),
    interact: ({ kind, user, channel, original, view, withTrigger, fields }) => {
      const responseUrl =
        channel && urls.issue({ teamId: user.teamId, channel: channel.id, userId: user.id, original });
      const triggerId = withTrigger ? trigger(user, view) : null;
      const payload = {
        ...(kind === 'interactive' ? common(user) : {}),
        ...fields,
        ...(responseUrl === null ? {} : { response_url: responseUrl }),
        ...(triggerId === null ? {} : { trigger_id: triggerId }),
      };
      return deliveries.deliver({ kind, payload, responseUrl, triggerId }, transport());
    },
    event: ({ teamId, event, subscription }) => {
      const payload = {
        token: world.app.verificationToken,
        team_id: teamId,
        api_app_id: world.app.id,
        event: { event_ts: world.nextTs(), ...event },
        type: 'event_callback',
        event_id: world.nextId('Ev'),
        event_time: Math.floor(world.now() / 1_000),
        authorizations: [
          {
            enterprise_id: null,
            team_id: teamId,
            user_id: workspaceOf(world, teamId).botUserId,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        is_ext_shared_channel: false,
      };
      const heard = hears(world, teamId, subscription ?? String(event['type']));
      return deliveries.deliver(
        { kind: 'events_api', payload, responseUrl: null, triggerId: null },
        heard ? transport() : deaf,
      );
    },
  };
}

/** Nobody listens: the app did not subscribe, or may not hear it. */
const deaf: Transport = {
  name: 'socket',
  send: () =>
    Promise.resolve({
      acknowledged: false,
      payload: null,
      status: null,
      elapsedMs: 0,
      late: false,
      reason: 'not_subscribed',
    }),
};

/** The channel and the person, who must be able to be there. Throws when a test lets somebody act where they cannot. */
export function seat(world: World, userId: string, channelId: string): { user: User; channel: Channel } {
  const user = userOf(world, userId);
  const channel = channelOf(world, channelId);
  if (channel.kind !== 'public' && !channel.members.has(userId))
    throw new Error(`${user.name} is not in ${channel.name}`);
  return { user, channel };
}
