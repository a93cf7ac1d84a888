import type { Fields } from '../fields.ts';

/**
 * Something that goes wrong, scripted by a test. `when` says whether it happens `before` the method has done its work
 * (the usual case) or `after`: the message is there, only the answer is lost.
 */
export type Fault = (
  | { readonly kind: 'error'; readonly error: string; readonly more?: Fields }
  /** HTTP 429 with `Retry-After` in seconds. */
  | { readonly kind: 'rate-limited'; readonly retryAfter: number }
  /** Any other HTTP status, usually 5xx. */
  | { readonly kind: 'status'; readonly status: number; readonly body?: string }
  /** No answer, until the caller gives up or the server stops. */
  | { readonly kind: 'hang' }
  /** The connection is cut without an answer. */
  | { readonly kind: 'drop' }
) & { readonly when?: 'before' | 'after' };

export type FaultScript = {
  /** How often it has happened. */
  readonly used: () => number;
  /** Ends it. */
  readonly clear: () => void;
};

export type Faults = {
  /**
   * The next `times` (1 unless told; Infinity until cleared) calls of a method that `only` matches go wrong. The method
   * is a Web API name, `response_url`, or `*` for every Web API method. Scripts happen in the order they were written.
   */
  readonly add: (
    method: string,
    fault: Fault,
    options?: { times?: number; only?: (args: Fields) => boolean },
  ) => FaultScript;
  /** The fault of this call, counted as used, or nothing. */
  readonly take: (method: string, args: Fields) => Fault | undefined;
  readonly clear: () => void;
};

export function createFaults(): Faults {
  type Script = { method: string; fault: Fault; left: number; used: number; only: (args: Fields) => boolean };
  const scripts: Script[] = [];
  return {
    add: (method, fault, { times = 1, only = () => true } = {}) => {
      const script: Script = { method, fault, left: times, used: 0, only };
      scripts.push(script);
      return {
        used: () => script.used,
        clear: () => {
          script.left = 0;
        },
      };
    },
    take: (method, args) => {
      const script = scripts.find((each) => {
        const named = each.method === method || (each.method === '*' && method !== 'response_url');
        return named && each.left > 0 && each.only(args);
      });
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
