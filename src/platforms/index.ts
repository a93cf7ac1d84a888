import type { PlatformModule } from './platform.ts';

/** Every chat platform, one line each. The terminal is not among them: it needs no settings. */
export const platformModules: readonly PlatformModule[] = [];
