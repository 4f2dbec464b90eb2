import { useState } from 'preact/hooks';
import { ProblemError } from '../shared/problem.ts';
import { refusalWords } from '../shared/refusal-words.ts';
import { overview } from './service/api.ts';
import { signIn } from './service/token.ts';
import { words } from './texts.ts';

const UNAUTHORIZED = 401;

/** Tries the token before it is kept. */
export function SignIn() {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [is_busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const secret = String(new FormData(event.currentTarget).get('token') ?? '');
    setBusy(true);
    setRefusal(null);
    try {
      await overview(1, secret, new AbortController().signal);
      signIn(secret);
    } catch (error) {
      setRefusal(refusalOf(error));
      setBusy(false);
    }
  }

  return (
    <section class="narrow">
      <h1>{words.signIn.title}</h1>
      <form class="card" onSubmit={submit} aria-busy={is_busy}>
        <label class="field">
          {words.signIn.token}
          <input
            name="token"
            type="password"
            autocomplete="current-password"
            required
            aria-describedby="hint"
          />
        </label>
        <p class="quiet" id="hint">
          {words.signIn.hint}
        </p>
        <p class="notice" role="alert">
          {refusal}
        </p>
        <button class="primary" type="submit" disabled={is_busy}>
          {words.signIn.submit}
        </button>
      </form>
    </section>
  );
}

function refusalOf(error: unknown): string {
  if (error instanceof ProblemError && error.problem.status === UNAUTHORIZED) return words.signIn.wrong;
  const { title, detail } = refusalWords(error);
  return `${title}. ${detail}`;
}
