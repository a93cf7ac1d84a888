import type { Fields } from '../fields.ts';
import type { JsonErrorCode } from './api-error.ts';

/**
 * Something that goes wrong, scripted by a test. `when` says whether it happens `before` the route has done its work
 * (the usual case) or `after`: the message is there, only the answer is lost.
 */
export type Fault = (
  | { readonly kind: 'error'; readonly code: JsonErrorCode }
  /** HTTP 429 with `Retry-After` in seconds. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: number; readonly scope?: 'user' | 'shared' | 'global' }
  /** Any other HTTP status, usually 5xx, with a body that is not JSON. */
  | { readonly kind: 'status'; readonly status: number; readonly body?: string }
  /** No answer, until the caller gives up or the server stops. */
  | { readonly kind: 'hang' }
  /** The connection is cut without an answer. */
  | { readonly kind: 'drop' }
) & { readonly when?: 'before' | 'after' };

/** A request as the scripts see it: the route by its pattern, such as `POST /channels/:channel/messages`. */
export type Faulted = {
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Fields;
};

export type FaultOptions = { readonly times?: number; readonly only?: (request: Faulted) => boolean };

export type FaultScript = {
  /** How often it has happened. */
  readonly used: () => number;
  readonly clear: () => void;
};

export type Faults = {
  /** The next `times` (1 unless told; Infinity until cleared) requests of a route, or of any for `*`, go wrong. */
  readonly add: (route: string, fault: Fault, options?: FaultOptions) => FaultScript;
  /** The fault of this request, counted as used, or nothing. Scripts happen in the order they were written. */
  readonly take: (request: Faulted) => Fault | undefined;
  readonly clear: () => void;
};

export function createFaults(routes: ReadonlySet<string>): Faults {
  type Script = { route: string; fault: Fault; left: number; used: number; only: (request: Faulted) => boolean };
  const scripts: Script[] = [];
  return {
    add: (route, fault, { times = 1, only = () => true } = {}) => {
      if (route !== '*' && !routes.has(route)) throw new Error(`Expected a route of this server, got "${route}"`);
      const script: Script = { route, fault, left: times, used: 0, only };
      scripts.push(script);
      return {
        used: () => script.used,
        clear: () => {
          script.left = 0;
        },
      };
    },
    take: (request) => {
      const script = scripts.find(
        (each) => (each.route === '*' || each.route === request.route) && each.left > 0 && each.only(request),
      );
      if (!script) return undefined;
      script.left -= 1;
      script.used += 1;
      return script.fault;
    },
    clear: () => {
      scripts.length = 0;
    },
  };
}
