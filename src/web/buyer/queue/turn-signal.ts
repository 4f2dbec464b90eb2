import { texts } from '../../shared/texts.ts';
import { mine } from '../service/mine.ts';

/** Two notes, rising: hertz, and seconds from the beginning. */
const CHIME = [
  { pitch: 660, from_s: 0 },
  { pitch: 880, from_s: 0.18 },
] as const;
const NOTE_S = 0.5;
const LOUDNESS = 0.25;

let audio: AudioContext | null = null;

/** To be called when somebody presses something: browsers let no page sound by itself. */
export function allowSound(): void {
  audio ??= new AudioContext();
  void audio.resume();
}

export function mayAskForNotices(): boolean {
  return 'Notification' in window && Notification.permission === 'default';
}

/** Resolves once somebody has decided. */
export async function askForNotices(): Promise<void> {
  await Notification.requestPermission();
}

/** From now on tells whose turn it is by what they allowed: a sound, a notice, a buzz. */
export function signalTurns(): void {
  const was_waiting = new Set<string>();
  mine.subscribe(() => {
    for (const { waiting_id, status } of mine.waitings()) {
      if (status === 'waiting') was_waiting.add(waiting_id);
      else if (was_waiting.delete(waiting_id) && status === 'served') signal();
    }
  });
}

function signal(): void {
  chime();
  if ('vibrate' in navigator) navigator.vibrate([200, 100, 200]);
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    new Notification(texts.waiting.turn, { body: texts.waiting.ended.served, tag: 'boxoffice-turn' });
  } catch {
    // Some phones let only service workers do this; the page itself, its title and its sound tell too.
  }
}

function chime(): void {
  if (audio?.state !== 'running') return;
  for (const { pitch, from_s } of CHIME) {
    const starts_at = audio.currentTime + from_s;
    const note = audio.createOscillator();
    const loudness = audio.createGain();
    note.frequency.value = pitch;
    loudness.gain.setValueAtTime(LOUDNESS, starts_at);
    loudness.gain.exponentialRampToValueAtTime(0.001, starts_at + NOTE_S);
    note.connect(loudness).connect(audio.destination);
    note.start(starts_at);
    note.stop(starts_at + NOTE_S);
  }
}
