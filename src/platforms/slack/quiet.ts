import { WebAPIRateLimitedError } from '@slack/web-api';
import { DeliveryError } from '../platform.ts';
import { slackCode } from './errors.ts';

/** Where Slack has asked us to send nothing for a while. */
export type Quiet = {
  /** Milliseconds that are left of it for a channel; 0 when it may be written to. */
  left(channel: string): number;
  /** A call for the channel failed. */
  heed(channel: string, failed: DeliveryError): void;
};

/**
 * Slack limits messages in each channel and in the whole workspace, and a 429 does not say which limit it means:
 * https://docs.slack.dev/apis/web-api/rate-limits. The first is taken for the channel's, so that one busy channel
 * silences no other; another channel's at the same time for the workspace's, so that Slack is not asked once for each.
 */
export function createQuiet({ now }: { readonly now: () => Date }): Quiet {
  /** Channels where a 429 still counts, and until when. */
  const channels = new Map<string, number>();
  let everywhere = 0;

  return {
    left(channel) {
      return Math.max(0, everywhere - now().getTime(), (channels.get(channel) ?? 0) - now().getTime());
    },
    heed(channel, { failure, cause }) {
      const asked = askedBy(cause);
      if (failure.kind !== 'busy' || asked === 'nobody') return;
      const time = now().getTime();
      for (const [other, until] of channels) if (until <= time) channels.delete(other);
      const until = time + failure.retryAfterMs;
      const isOnlyOne = channels.size === 0 || (channels.size === 1 && channels.has(channel));
      if (asked === 'limit') channels.set(channel, until);
      if (asked === 'workspace' || !isOnlyOne) everywhere = Math.max(everywhere, until);
    },
  };
}

/** For a post that cannot be sent yet. */
export function stillQuiet(leftMs: number): DeliveryError {
  return new DeliveryError({ kind: 'busy', retryAfterMs: leftMs }, 'Slack: still to wait after too many calls');
}

/** Whose wish it was: a network that is not there asks for nothing. */
function askedBy(cause: unknown): 'limit' | 'workspace' | 'nobody' {
  const code = slackCode(cause);
  if (cause instanceof WebAPIRateLimitedError || code === 'ratelimited' || code === 'rate_limited') return 'limit';
  return code === null ? 'nobody' : 'workspace';
}
