import { discord } from './discord/index.ts';
import type { PlatformModule } from './platform.ts';
import { slack } from './slack/index.ts';

/** Every chat platform, one line each. The terminal is not among them: it needs no settings. */
export const platformModules: readonly PlatformModule[] = [slack, discord];
