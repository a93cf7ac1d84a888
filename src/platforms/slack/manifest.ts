import { botScopes, events, shortcuts, slashCommands, unfurlDomains } from './ways.ts';

/** Where Slack finds the service over HTTP: every kind of request comes to this path. */
export const requestPath = '/slack/events';

const longDescription =
  'Paperboy finds papers while you type, answers in channels, threads and direct messages, and posts a paper of the day ' +
  'into the channels that asked for one: once, on time, and with the reason why it was chosen. Type /papers help to see ' +
  'what it understands, or /papers subscribe to set a channel up. Metadata comes from arXiv and Hugging Face; neither ' +
  'endorses this app.';

/**
 * The app manifest that matches this code, to paste into https://api.slack.com/apps: made from the same tables that the
 * handlers are registered from. Without `http` the app connects by Socket Mode; `http` is the public address of the
 * service, of which only the origin counts.
 */
export function slackManifest({ http }: { readonly http?: URL } = {}) {
  const url = http === undefined ? {} : { url: `${http.origin}${requestPath}` };
  const requestUrl = http === undefined ? {} : { request_url: `${http.origin}${requestPath}` };
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: 'Paperboy',
      description: 'Finds papers and posts a paper of the day.',
      long_description: longDescription,
      background_color: '#1d2a44',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      // Slack takes a-z, 0-9, -, _ and . only.
      bot_user: { display_name: 'paperboy', always_online: true },
      slash_commands: Object.entries(slashCommands).map(([command, { description, usageHint }]) => ({
        command,
        ...url,
        description,
        usage_hint: usageHint,
        // What people type stays as typed: Slack would make links of categories such as cs.AI.
        should_escape: false,
      })),
      shortcuts: Object.entries(shortcuts).map(([id, { type, name, description }]) => ({
        name,
        type,
        callback_id: id,
        description,
      })),
      unfurl_domains: [...unfurlDomains],
    },
    oauth_config: { scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: Object.keys(events).toSorted() },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: http === undefined,
      token_rotation_enabled: false,
    },
  };
}
