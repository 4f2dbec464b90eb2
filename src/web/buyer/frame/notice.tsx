import { texts } from '../../shared/texts.ts';
import { Failure } from './failure.tsx';

/** Something to do about a refusal. */
export interface Offer {
  readonly label: string;
  readonly act: () => void;
}

/** What just happened, or what was refused. */
export type News =
  | { readonly type: 'said'; readonly words: string }
  | {
      readonly type: 'failed';
      readonly error: unknown;
      readonly repeat: (() => void) | null;
      readonly offer: Offer | null;
    };

interface NoticeProps {
  readonly news: News | null;
  readonly onClose: () => void;
}

/** Always there, so that a screen reader notices when something comes to be in it. */
export function Notice({ news, onClose }: NoticeProps) {
  return (
    <div class="notice" role="alert">
      {news === null ? null : (
        <>
          <div class="news">
            {news.type === 'said' ? (
              <span>{news.words}</span>
            ) : (
              <>
                <Failure error={news.error} repeat={news.repeat} />
                {news.offer === null ? null : (
                  <button type="button" class="primary" onClick={news.offer.act}>
                    {news.offer.label}
                  </button>
                )}
              </>
            )}
          </div>
          <button type="button" class="close" aria-label={texts.close} onClick={onClose}>
            ×
          </button>
        </>
      )}
    </div>
  );
}
