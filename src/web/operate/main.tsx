import '../shared/style.css';
import './style/frame.css';
import './style/overview.css';
import './style/show.css';
import { render } from 'preact';
import { App } from './app.tsx';

render(<App />, document.body);
