import { createStore } from '../../shared/store.ts';

const KEY = 'boxoffice.admin_token';

/** The operator's token, of this tab alone and only until it is closed; null where nobody is signed in. */
export const token = createStore<string | null>(sessionStorage.getItem(KEY));

export function signIn(secret: string): void {
  sessionStorage.setItem(KEY, secret);
  token.set(secret);
}

export function signOut(): void {
  sessionStorage.removeItem(KEY);
  token.set(null);
}
