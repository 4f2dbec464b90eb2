import '../shared/style.css';
import './style/listings.css';
import './style/hall.css';
import './style/booking.css';
import './style/print.css';
import { render } from 'preact';
import { App } from './frame/app.tsx';
import { finishUnanswered } from './frame/finish-unanswered.ts';
import { signalTurns } from './queue/turn-signal.ts';
import { unansweredIntents } from './service/intents.ts';
import { mine } from './service/mine.ts';

signalTurns();
if (unansweredIntents().length > 0) void finishUnanswered();
mine.refresh(new AbortController().signal).catch(() => undefined);
render(<App />, document.body);
