import type { AdmissionClass } from '../admission/classes.ts';
import type { App } from './app.ts';

/** What a request is to admission, before anything is done for it. */
export interface RequestClass {
  readonly admission_class: AdmissionClass;
  /** The show that it names; empty where it names none. */
  readonly about: string;
}

export interface RequestClasses {
  /** Null: it is never refused. */
  of(method: string, url: string): RequestClass | null;
  /** Takes in the routes that are registered after this. */
  learn(app: App): void;
}

interface Pattern {
  readonly path: RegExp;
  readonly admission_class: AdmissionClass;
}

const ANY_PART = '[^/]+';

/** Tells the class of a request by its method and path alone, without the work of the router and of all hooks. */
export function createRequestClasses(): RequestClasses {
  const patterns_of = new Map<string, Pattern[]>();
  return {
    of(method, url) {
      const path = pathOf(url);
      for (const { path: pattern, admission_class } of patterns_of.get(method) ?? []) {
        const match = pattern.exec(path);
        if (match !== null) return { admission_class, about: match.groups?.show_id ?? '' };
      }
      return null;
    },
    learn(app) {
      app.addHook('onRoute', ({ method, url, config }) => {
        const admission_class = config?.admission;
        if (admission_class === undefined) return;
        for (const one of [method].flat()) {
          const patterns = patterns_of.get(one) ?? [];
          patterns.push({ path: pathPattern(url), admission_class });
          patterns_of.set(one, patterns);
        }
      });
    },
  };
}

function pathPattern(url: string): RegExp {
  const parts = url
    .replaceAll('.', '\\.')
    .replaceAll(/:(\w+)/g, (_, name) => (name === 'show_id' ? `(?<show_id>${ANY_PART})` : ANY_PART));
  return new RegExp(`^${parts}$`);
}

/** Proxies are asked for whole addresses, and so may we be. */
const ORIGIN = /^https?:\/\/[^/?]*/i;

/** As the router reads it: neither escapes, nor a whole address, nor what it takes for the query is a way around. */
function pathOf(url: string): string {
  const target = url.startsWith('/') ? url : url.replace(ORIGIN, '');
  const query_at = target.search(/[?#]/);
  const path = query_at === -1 ? target : target.slice(0, query_at);
  if (!path.includes('%')) return path;
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
