/** The first second of 2015, from which Discord counts: https://docs.discord.com/developers/reference#snowflakes */
const epochMs = 1_420_070_400_000;

/** An id that is older than everything made at that time or later. */
export function snowflakeAt(timeMs: number): bigint {
  return BigInt(Math.max(0, Math.trunc(timeMs) - epochMs)) << 22n;
}
