import { useRef, useState } from 'preact/hooks';
import { mayHelpToRepeat } from '../../shared/refusal-words.ts';
import { perform } from '../service/http.ts';
import type { Intent } from '../service/intents.ts';
import { mine } from '../service/mine.ts';
import type { News, Offer } from './notice.tsx';

/** One thing to do: what is sent, in which words the page says so meanwhile, and what becomes of its answer. */
export interface Action<Answer> {
  readonly intent: Intent;
  readonly doing: string;
  readonly take: (answer: Answer) => void;
  /** What to offer after a refusal, null for nothing; `told` where it is told in another place already. */
  readonly refused?: (error: unknown) => Offer | 'told' | null;
}

export interface Acting {
  /** What is on its way, in words; null where nothing is. */
  readonly doing: string | null;
  readonly news: News | null;
  /**
   * Does it, if nothing else is on its way. What is refused becomes news; where no answer came, "Try again" sends the
   * same intent, so that nothing is done twice.
   */
  act<Answer>(action: Action<Answer>): void;
  say(words: string): void;
  clear(): void;
}

/** Does one thing at a time. */
export function useActing(): Acting {
  const [doing, setDoing] = useState<string | null>(null);
  const [news, setNews] = useState<News | null>(null);
  const busy = useRef(false);

  async function actNow<Answer>(action: Action<Answer>): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    setDoing(action.doing);
    setNews(null);
    try {
      action.take(await perform<Answer>(action.intent));
    } catch (error) {
      const repeat = mayHelpToRepeat(error) ? () => void actNow(action) : null;
      const offer = action.refused?.(error) ?? null;
      if (offer !== 'told') setNews({ type: 'failed', error, repeat, offer });
    } finally {
      busy.current = false;
      setDoing(null);
      mine.announce();
    }
  }

  return {
    doing,
    news,
    act: (action) => void actNow(action),
    say: (words) => setNews({ type: 'said', words }),
    clear: () => setNews(null),
  };
}
