import { resolve } from 'node:path';
import { z } from 'zod';
import type { LogLevel } from './pino-log.ts';
import type { Platform, PlatformModule } from './platforms/platform.ts';
import { isZone } from './subscription/timetable.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Config = {
  /** The folder of the database and the history, absolute. */
  readonly home: string;
  /** Null: not said; the way in which Paperboy is run decides. */
  readonly logLevel: LogLevel | null;
  /** The IANA zone in which this machine reads a clock. */
  readonly zone: string;
  /** `auto`: where the output is a terminal. */
  readonly colour: 'auto' | 'always' | 'never';
  /** The chat platforms that are configured. */
  readonly platforms: readonly Platform[];
};

/** Settings are wrong. The message names each of them and what is expected, and never holds a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('; '));
    this.problems = problems;
  }
}

/** Every message stands alone: it names the setting's rule and nothing of its value. */
const settings = z.object({
  PAPERBOY_HOME: z
    .string()
    .refine((path) => !path.includes('\0'), 'must be the path of a folder')
    .default('.paperboy'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .optional(),
  PAPERBOY_ZONE: z.string().refine(isZone, 'must be a time zone such as Europe/Paris').optional(),
});

/**
 * Reads the settings from the environment, and the platforms that are configured there. An empty variable counts as
 * one that is not set. Relative paths are taken from `folder`. Throws one {@link ConfigError} for everything wrong.
 */
export function readConfig(env: Environment, modules: readonly PlatformModule[], folder: string): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const read = settings.safeParse(given);
  const { platforms, problems } = readPlatforms(given, modules);
  if (!read.success || problems.length > 0) {
    const issues = read.success ? [] : read.error.issues;
    throw new ConfigError([...issues.map((issue) => `${issue.path.join('.')} ${issue.message}`), ...problems]);
  }
  return {
    home: resolve(folder, read.data.PAPERBOY_HOME),
    logLevel: read.data.LOG_LEVEL ?? null,
    zone: read.data.PAPERBOY_ZONE ?? machineZone(),
    colour: colourOf(given),
    platforms,
  };
}

function readPlatforms(
  env: Environment,
  modules: readonly PlatformModule[],
): { readonly platforms: readonly Platform[]; readonly problems: readonly string[] } {
  const platforms: Platform[] = [];
  const problems: string[] = [];
  for (const module of modules) {
    try {
      const platform = module.fromEnv(env);
      if (platform !== null) platforms.push(platform);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : `${module.name} cannot be configured`);
    }
  }
  return { platforms, problems };
}

/** The zone that Node runs in (it follows TZ). A TZ that nobody knows gives no usable name: then it is UTC. */
function machineZone(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return isZone(zone) ? zone : 'UTC';
}

/** See https://no-color.org and https://force-color.org; NO_COLOR wins where both are set. */
function colourOf(env: Environment): Config['colour'] {
  if (env['NO_COLOR'] !== undefined) return 'never';
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] === '0' ? 'never' : 'always';
  return env['TERM'] === 'dumb' ? 'never' : 'auto';
}
