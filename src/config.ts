import { resolve } from 'node:path';
import { z } from 'zod';
import type { Retention } from './flows/retain.ts';
import { misconfigured } from './misconfigured.ts';
import type { LogLevel } from './pino-log.ts';
import type { Platform, PlatformModule } from './platforms/platform.ts';
import type { ChannelsFile } from './read-channels-file.ts';
import { sourceEnvironment, sourceSettings } from './sources/settings.ts';
import type { SourceSettings } from './sources/settings.ts';
import { isZone } from './subscription/timetable.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Config = {
  /** The folder of the database and the history, absolute. */
  readonly home: string;
  /** Null: not said; the way in which Paperboy is run decides. */
  readonly logLevel: LogLevel | null;
  /** Which papers are kept. */
  readonly keep: Retention;
  /** The IANA zone in which this machine reads a clock. */
  readonly zone: string;
  /** `auto`: where the output is a terminal. */
  readonly colour: 'auto' | 'always' | 'never';
  /** Where whoever runs the service asks for subscriptions. */
  readonly channelsFile: ChannelsFile;
  /** Of every chat platform, configured or not. */
  readonly platformNames: readonly string[];
  /** The chat platforms that are configured. */
  readonly platforms: readonly Platform[];
  readonly sources: SourceSettings;
  /** Files that are put here are imported; absolute. Null: nowhere. */
  readonly dropFolder: string | null;
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
  PAPERBOY_CONFIG: z
    .string()
    .refine((path) => !path.includes('\0'), 'must be the path of a file')
    .optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .optional(),
  PAPERBOY_KEEP: z
    .string()
    .refine((text) => keepOf(text) !== undefined, 'must be all, or at least 30 days or 1000 papers, such as 365 days')
    .optional(),
  PAPERBOY_ZONE: z.string().refine(isZone, 'must be a time zone such as Europe/Paris').optional(),
  ...sourceEnvironment.shape,
});

/**
 * Reads the settings from the environment, and the platforms that are configured there. An empty variable counts as
 * one that is not set. Relative paths are taken from `folder`. Throws one {@link ConfigError} for everything wrong;
 * a platform with wrong settings beside a sound one is no such thing: it fails when it begins.
 */
export function readConfig(env: Environment, modules: readonly PlatformModule[], folder: string): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const read = settings.safeParse(given);
  const { platforms, wrong } = readPlatforms(given, modules);
  if (!read.success || (wrong.length > 0 && platforms.length === 0)) {
    const issues = read.success ? [] : read.error.issues;
    const problems = wrong.map(({ problem }) => problem);
    throw new ConfigError([...issues.map((issue) => `${issue.path.join('.')} ${issue.message}`), ...problems]);
  }
  return {
    home: resolve(folder, read.data.PAPERBOY_HOME),
    logLevel: read.data.LOG_LEVEL ?? null,
    keep: keepOf(read.data.PAPERBOY_KEEP ?? 'all') ?? null,
    zone: read.data.PAPERBOY_ZONE ?? machineZone(),
    colour: colourOf(given),
    channelsFile: {
      path: resolve(folder, read.data.PAPERBOY_CONFIG ?? 'paperboy.yaml'),
      isNamed: read.data.PAPERBOY_CONFIG !== undefined,
    },
    platformNames: modules.map(({ name }) => name),
    platforms: [...platforms, ...wrong.map(({ name, problem }) => misconfigured(name, problem))],
    sources: sourceSettings(read.data),
    dropFolder: read.data.PAPERBOY_DROP_FOLDER === undefined ? null : resolve(folder, read.data.PAPERBOY_DROP_FOLDER),
  };
}

type Wrong = { readonly name: string; readonly problem: string };

function readPlatforms(
  env: Environment,
  modules: readonly PlatformModule[],
): { readonly platforms: readonly Platform[]; readonly wrong: readonly Wrong[] } {
  const platforms: Platform[] = [];
  const wrong: Wrong[] = [];
  for (const module of modules) {
    try {
      const platform = module.fromEnv(env);
      if (platform !== null) platforms.push(platform);
    } catch (error) {
      const problem = error instanceof Error ? error.message : `${module.name} cannot be configured`;
      wrong.push({ name: module.name, problem });
    }
  }
  return { platforms, wrong };
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

/** What is told of again every day must not come and go: a fortnight of lists is read again for its votes. */
const FEWEST = { days: 30, papers: 1000 } as const;

/** `all`, `365 days`, `20000 papers`; undefined for anything else. */
function keepOf(text: string): Retention | undefined {
  if (/^all$/i.test(text.trim())) return null;
  const [, digits = '', word = ''] = /^(\d{1,9}) ?(days|papers)$/i.exec(text.trim()) ?? [];
  const unit = word.toLowerCase();
  if (unit !== 'days' && unit !== 'papers') return undefined;
  const count = Number(digits);
  return count >= FEWEST[unit] ? { unit, count } : undefined;
}
